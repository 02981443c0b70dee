package dev.jellyscale.jellyfin;

import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who plays something at this moment.
 *
 * @param id of the session; it stays the same while the client is connected
 * @param pictures whether it is something to look at, and no music
 * @param paused whether it stands still
 * @param pausedSince as the server says; empty where it does not say, and while it runs
 * @param transcode empty where the file is played as it is
 */
public record PlaySession(
    String id,
    boolean pictures,
    boolean paused,
    Optional<Instant> pausedSince,
    Optional<Transcode> transcode) {

  /**
   * What the server makes of the file.
   *
   * @param pictures whether the pictures are encoded anew, and not only packed anew
   * @param hardware Jellyfin's word for what helps, such as {@code nvenc}; empty: the processor
   */
  public record Transcode(boolean pictures, Optional<String> hardware) {

    /** Whether a GPU works for it. */
    public boolean takesGpu() {
      return pictures && hardware.isPresent();
    }
  }

  /** Reads a session; empty where nothing plays in it. */
  static Optional<PlaySession> of(Fields session) throws Nonsense {
    var item = session.object("NowPlayingItem");
    if (item.isEmpty()) {
      return Optional.empty();
    }
    var state = session.object("PlayState");
    boolean paused = state.isPresent() && state.get().flag("IsPaused").orElse(false);
    return Optional.of(
        new PlaySession(
            session.text("Id").orElse(""),
            !item.get().text("MediaType").equals(Optional.of("Audio")),
            paused,
            paused ? session.instant("LastPausedDate") : Optional.empty(),
            transcode(session)));
  }

  private static Optional<Transcode> transcode(Fields session) throws Nonsense {
    var facts = session.object("TranscodingInfo");
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Transcode(
            !facts.get().flag("IsVideoDirect").orElse(false),
            facts
                .get()
                .text("HardwareAccelerationType")
                .filter(type -> !type.isEmpty() && !type.equalsIgnoreCase("none"))));
  }
}
