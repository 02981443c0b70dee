package dev.jellyscale.jobs.viewers;

import dev.jellyscale.jellyfin.PlaySession;
import dev.jellyscale.jellyfin.PlaySession.Transcode;

/** To whom jobs give way. */
public enum GiveWay {
  /** To nobody. */
  NEVER,
  /** To whom a GPU of Jellyfin transcodes for. */
  GPU_TRANSCODE,
  /** To everybody who watches something. */
  PLAYBACK;

  /** Whether jobs give way to what is played, if it does not stand still. */
  boolean counts(PlaySession session) {
    return switch (this) {
      case NEVER -> false;
      case GPU_TRANSCODE -> session.transcode().map(Transcode::takesGpu).orElse(false);
      case PLAYBACK -> session.pictures();
    };
  }
}
