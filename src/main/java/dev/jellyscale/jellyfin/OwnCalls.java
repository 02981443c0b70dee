package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.call.Call;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.call.Upstream;
import dev.jellyscale.jellyfin.call.Upstream.Purpose;
import dev.jellyscale.jellyfin.call.Upstream.Reader;

/** Asks by our own key. */
record OwnCalls(JellyfinSettings settings, Upstream upstream) {

  /**
   * Asks as {@link Upstream#ask}.
   *
   * @throws Unavailable also without a key, or with one that Jellyfin does not take
   */
  <T> T ask(Call call, Reader<T> reader) {
    return upstream.ask(
        Purpose.CONTENT,
        call.as(header()),
        reply ->
            switch (reply.status()) {
              case 401, 403 -> throw Nonsense.ofCall("does not take this node's API key for this");
              default -> reader.read(reply);
            });
  }

  private String header() {
    return settings
        .key()
        .map(key -> Credentials.ofService(key.token()))
        .orElseThrow(
            () ->
                new Unavailable(
                    "This node has no API key of Jellyfin (" + JellyfinSettings.KEY + ")", null));
  }
}
