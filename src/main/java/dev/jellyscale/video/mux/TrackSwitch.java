package dev.jellyscale.video.mux;

import dev.jellyscale.video.container.Mp4Tracks;
import dev.jellyscale.video.encode.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Disables tracks of a finished MP4. FFmpeg's muxer enables the first of each kind where none is
 * the default one; players then show subtitles that nobody chose.
 */
public final class TrackSwitch {
  private static final int ENABLED = 1;

  private TrackSwitch() {}

  /**
   * Disables tracks and waits until that is on the disk.
   *
   * @param ids numbers of the tracks
   */
  public static void disable(Path file, Set<Integer> ids) {
    if (ids.isEmpty()) {
      return;
    }
    var tracks = Mp4Tracks.of(file);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (var track : tracks) {
        if (ids.contains(track.id())) {
          disable(channel, track.flagsPlace());
        }
      }
      channel.force(true);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private static void disable(FileChannel channel, long place) throws IOException {
    var flags = ByteBuffer.allocate(1);
    if (channel.read(flags, place) != 1) {
      throw new IOException("The file became shorter while it was changed");
    }
    flags.put(0, (byte) (flags.get(0) & ~ENABLED)).flip();
    channel.write(flags, place);
  }
}
