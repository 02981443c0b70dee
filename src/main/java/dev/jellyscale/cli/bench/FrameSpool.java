package dev.jellyscale.cli.bench;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one format in a file, so that a stage can be measured on exactly the frames that it
 * gets in the pipeline without the stage before it running at the same time. The file is deleted
 * when the spool is closed.
 */
final class FrameSpool implements AutoCloseable {
  private final FileChannel channel;
  private final List<Stamp> stamps = new ArrayList<>();

  FrameSpool(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Number of frames. */
  int size() {
    return stamps.size();
  }

  /** Adds a copy of a frame. */
  void add(Frame frame) throws IOException {
    stamps.add(new Stamp(frame.pts(), frame.duration()));
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var bytes = frame.plane(plane).asByteBuffer();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Fills planes and time of {@code target} with the frame of a number, from 0. */
  void read(int number, Frame target) throws IOException {
    long position = number * target.format().bytes();
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var bytes = target.plane(plane).asByteBuffer();
      position = fill(bytes, position);
    }
    var stamp = stamps.get(number);
    target.stamp(stamp.pts, stamp.duration, List.of());
  }

  private long fill(ByteBuffer bytes, long start) throws IOException {
    long position = start;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, position);
      if (count < 0) {
        throw new IOException("The frames end too early");
      }
      position += count;
    }
    return position;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private record Stamp(long pts, long duration) {}
}
