package dev.jellyscale.api.upscaler.install;

import java.util.Optional;

/** What to do so that players reach the facade on Jellyfin's own origin. */
final class SetUpText {
  /** Where the operator has not said how this node is reached: an address that leads nowhere. */
  private static final PublicUrl UNKNOWN = new PublicUrl("http://ADDRESS-OF-JELLYSCALE:5000");

  private static final String TEMPLATE =
      """
      Jellyscale beside Jellyfin
      ==========================

      {reached}
      Players and the plugin's pages look for it on Jellyfin's own origin, below /Upscaler/.
      Nothing of this was done for you: this text is all that this request does.

      1. Let the node know Jellyfin, and the proxy in front of Jellyfin: the address that its
         connections come from. Without it everybody behind the proxy counts as one, and a few
         wrong guesses of anybody shut out all whom the node does not know yet.
         In the node's environment:

           QUARKUS_HTTP_HOST=0.0.0.0   where the proxy is on another machine or in a container:
                                       the node listens on its own machine alone otherwise
           JELLYSCALE_JELLYFIN_URL=http://your-jellyfin:8096
           JELLYSCALE_JELLYFIN_KEY_FILE=/run/secrets/jellyfin-key
           JELLYSCALE_JELLYFIN_PATHS=/media=media
           JELLYSCALE_TRUSTED_PROXIES=address-of-the-proxy

      2. Add one rule to that proxy. What clients say of themselves is replaced or removed; add
         the headers that JELLYSCALE_PROXY_..._HEADER name, if you have set any.

         nginx, inside of Jellyfin's server block:

           location /Upscaler/ {
             proxy_pass {url}/Upscaler/;
             proxy_http_version 1.1;
             proxy_set_header Connection "";
             proxy_set_header X-Forwarded-For $remote_addr;
             proxy_set_header X-Forwarded-Proto $scheme;
             proxy_set_header X-Forwarded-Host $http_host;
             proxy_set_header X-Forwarded-Prefix "";
             proxy_set_header Forwarded "";
             proxy_set_header Remote-User "";
             proxy_set_header Remote-Groups "";
             proxy_set_header Remote-Name "";
             proxy_set_header Remote-Email "";
             proxy_set_header X-Proxy-Secret "";
             proxy_request_buffering off;
             proxy_buffering off;
             proxy_read_timeout 10m;
             client_max_body_size 50m;

             location = /Upscaler/models/upload-file {
               proxy_pass {url}/Upscaler/models/upload-file;
               client_max_body_size 500m;
             }
           }

         Caddy, inside of Jellyfin's site block:

           route /Upscaler/* {
             request_header -Remote-User
             request_header -Remote-Groups
             request_header -Remote-Name
             request_header -Remote-Email
             request_header -X-Proxy-Secret
             request_header -X-Forwarded-Prefix
             request_header -Forwarded
             rewrite * {path}{uri}
             reverse_proxy {origin} {
               header_up Host {upstream_hostport}
               flush_interval -1
             }
           }

      3. Look whether it answers, with the token of somebody who is signed in:

           curl -H 'Authorization: MediaBrowser Token="..."' https://your-jellyfin/Upscaler/status

      Complete examples are in deploy/proxy/ of the source, and what all settings mean in docs/.
      """;

  private SetUpText() {}

  /** The text for a node; with a placeholder for its address where that is not set. */
  static String of(Optional<PublicUrl> set) {
    var url = set.orElse(UNKNOWN);
    var reached =
        set.isPresent()
            ? "This node is reached at " + url.value()
            : "Put this node's address, as that proxy reaches it, in place of\n"
                + UNKNOWN.value()
                + " (or set "
                + PublicUrl.NAME
                + ", which fills it in).";
    return TEMPLATE
        .replace("{reached}", reached)
        .replace("{url}", url.value())
        .replace("{origin}", url.origin())
        .replace("rewrite * {path}{uri}", "rewrite * " + url.path() + "{uri}");
  }
}
