package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The packets of all copied streams, in the order of the source, ready to be written. */
final class SourcePackets implements AutoCloseable {
  private final Path source;
  private final InputFile input;
  private final Map<Integer, CopiedStream> streams;
  private final AVPacket packet = av_packet_alloc();

  SourcePackets(Path source, InputFile input, Map<Integer, CopiedStream> streams) {
    this.source = source;
    this.input = input;
    this.streams = streams;
    for (int i = 0; i < input.streams(); i++) {
      if (!streams.containsKey(i)) {
        input.stream(i).discard(AVDISCARD_ALL);
      }
    }
  }

  /**
   * Goes to the next packet.
   *
   * @return false at the end, after which {@link #packet} is empty
   */
  boolean next() {
    av_packet_unref(packet);
    while (!streams.isEmpty() && read()) {
      var stream = streams.get(packet.stream_index());
      if (stream != null && stream.convert(packet)) {
        return true;
      }
      av_packet_unref(packet);
    }
    return false;
  }

  private boolean read() {
    try {
      return input.read(packet);
    } catch (FfmpegException e) {
      // The probe read all packets before and refused what is broken, unless that was allowed.
      if (e.code() == AVERROR_INVALIDDATA) {
        return false;
      }
      throw new Damaged("The file " + ShownName.of(source) + " is damaged: " + e.getMessage(), e);
    }
  }

  /** The packet that {@link #next} found; whoever writes it empties it. */
  AVPacket packet() {
    return packet;
  }

  @Override
  public void close() {
    av_packet_free(packet);
  }
}
