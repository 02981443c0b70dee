package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.call.Call;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.call.Reply;
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
              case 401, 403 -> throw refused();
              default -> reader.read(reply);
            });
  }

  /** Has something done. */
  void tell(Call call) {
    var _ = ask(call, OwnCalls::done);
  }

  /**
   * Has something done with an item.
   *
   * @throws NotFound if Jellyfin does not know it
   */
  void tell(Call call, ItemId item) {
    var _ = ask(call, reply -> done(found(reply, item)));
  }

  /** What is done is answered with nothing. */
  static Reply done(Reply reply) throws Nonsense {
    reply.require(204);
    return reply;
  }

  static Reply found(Reply reply, ItemId item) {
    if (reply.status() == 404) {
      throw new NotFound("Jellyfin has no item " + item);
    }
    return reply;
  }

  /** What is wrong where our key is not taken. */
  static Nonsense refused() {
    return Nonsense.ofCall("does not take this node's API key for this");
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
