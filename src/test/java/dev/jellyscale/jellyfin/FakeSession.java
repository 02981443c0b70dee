package dev.jellyscale.jellyfin;

import java.time.Instant;
import java.util.Optional;

/**
 * A session of a {@link FakeJellyfin}.
 *
 * @param playing what plays; empty: somebody only looks around
 * @param pausedSince when it was paused; empty: it runs
 * @param transcode how it is transcoded; empty: it is not
 */
public record FakeSession(
    String id,
    FakeUser user,
    Optional<FakeItem> playing,
    Optional<Instant> pausedSince,
    Optional<Transcode> transcode) {

  /**
   * How a session is transcoded.
   *
   * @param hardware Jellyfin's word, such as {@code none}, {@code nvenc}, {@code vaapi}
   * @param videoDirect whether the pictures are passed as they are
   */
  public record Transcode(String hardware, boolean videoDirect) {}

  public static FakeSession idle(FakeUser user) {
    return new FakeSession(
        FakeJellyfin.hex("session " + user.name()),
        user,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static FakeSession playing(FakeUser user, FakeItem item) {
    var session = idle(user);
    return new FakeSession(session.id, user, Optional.of(item), Optional.empty(), Optional.empty());
  }

  public FakeSession pausedAt(Instant since) {
    return new FakeSession(id, user, playing, Optional.of(since), transcode);
  }

  public FakeSession transcodedBy(String hardware) {
    return new FakeSession(
        id, user, playing, pausedSince, Optional.of(new Transcode(hardware, false)));
  }

  public FakeSession remuxed() {
    return new FakeSession(
        id, user, playing, pausedSince, Optional.of(new Transcode("none", true)));
  }
}
