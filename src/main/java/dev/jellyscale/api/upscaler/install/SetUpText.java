package dev.jellyscale.api.upscaler.install;

/** What to do so that players reach the facade on Jellyfin's own origin. */
final class SetUpText {
  private static final String URL = "{url}";

  private static final String TEMPLATE =
      """
      Jellyscale beside Jellyfin
      ==========================

      This node is reached at {url}
      Players and the plugin's pages look for it on Jellyfin's own origin, below /Upscaler/.
      Nothing of this was done for you: this text is all that this request does.

      1. Let the node know Jellyfin. In its environment:

           JELLYSCALE_JELLYFIN_URL=http://your-jellyfin:8096
           JELLYSCALE_JELLYFIN_KEY_FILE=/run/secrets/jellyfin-key
           JELLYSCALE_JELLYFIN_PATHS=/media=media

      2. Add one rule to the proxy in front of Jellyfin.

         nginx, inside of Jellyfin's server block:

           location /Upscaler/ {
             proxy_pass {url}/Upscaler/;
             proxy_http_version 1.1;
             proxy_set_header Host $http_host;
             proxy_set_header Authorization $http_authorization;
             proxy_buffering off;
             client_max_body_size 600m;
           }

         Caddy, inside of Jellyfin's site block:

           handle /Upscaler/* {
             reverse_proxy {url}
           }

      3. Look whether it answers, with the token of somebody who is signed in:

           curl -H 'Authorization: MediaBrowser Token="..."' https://your-jellyfin/Upscaler/status

      Complete examples are in deploy/proxy/ of the source, and what all settings mean in docs/.
      """;

  private SetUpText() {}

  /** The text for a node. */
  static String of(PublicUrl url) {
    return TEMPLATE.replace(URL, url.value());
  }
}
