package dev.jellyscale.video.still;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.StreamDecoder;
import dev.jellyscale.video.ffmpeg.VideoDecoder;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The first whole picture behind a place in a video. A look at it and no more: nothing is counted,
 * and a few hundred packets are read at most.
 */
final class FirstPicture implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FirstPicture.class.getName());

  /** More than any group of pictures that a decoder needs before it gives one. */
  private static final int MOST_PACKETS = 600;

  /** Packets of other streams that may lie between. */
  private static final int MOST_READ = 20_000;

  private final InputFile input;
  private final AVStream stream;
  private final VideoDecoder decoder;
  private final AVPacket packet = av_packet_alloc();

  private FirstPicture(InputFile input, AVStream stream, VideoDecoder decoder) {
    this.input = input;
    this.stream = stream;
    this.decoder = decoder;
  }

  /**
   * Opens a video.
   *
   * @throws NotVideo if it has none
   */
  static FirstPicture open(Path file) {
    var input = InputFile.open(file);
    try {
      input.analyse();
      int best =
          av_find_best_stream(input.context(), AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
      if (best < 0) {
        throw new NotVideo("The file has no video");
      }
      var stream = input.stream(best);
      return new FirstPicture(input, stream, VideoDecoder.open(stream, 1));
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The stream that the picture is of. */
  AVStream stream() {
    return stream;
  }

  /**
   * Decodes the picture.
   *
   * @param position part of the length; where the file cannot be moved in, it is the first one
   * @param frame empty
   * @throws Damaged if none can be decoded there
   * @throws InterruptedException if the thread is interrupted
   */
  void decode(double position, AVFrame frame) throws InterruptedException {
    var _ = input.seek(stream.index(), timestamp(position));
    int sent = 0;
    for (int read = 0; read < MOST_READ && sent < MOST_PACKETS; read++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("The command was cancelled");
      }
      boolean more = input.read(packet);
      boolean own = more && packet.stream_index() == stream.index();
      if (own || !more) {
        sent++;
        send(more ? packet : null);
        if (receive(frame)) {
          return;
        }
      }
      av_packet_unref(packet);
      if (!more) {
        break;
      }
    }
    throw new Damaged("No picture can be decoded there");
  }

  private long timestamp(double position) {
    long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
    return start + (long) (length() * position);
  }

  /** In the stream's time base; 0 where nobody knows. */
  private double length() {
    if (stream.duration() > 0) {
      return stream.duration();
    }
    long whole = input.context().duration();
    var base = stream.time_base();
    return whole <= 0 || base.num() == 0
        ? 0
        : (double) whole / AV_TIME_BASE * base.den() / base.num();
  }

  /** What cannot be decoded is passed over: a later packet may be whole. */
  private void send(@Nullable AVPacket next) {
    try {
      decoder.send(next);
    } catch (FfmpegException e) {
      LOG.log(Level.DEBUG, "A packet of a still cannot be decoded", e);
    }
  }

  private boolean receive(AVFrame frame) {
    while (true) {
      try {
        if (decoder.receive(frame) != VideoDecoder.Received.FRAME) {
          return false;
        }
        if (!StreamDecoder.isCorrupt(frame)) {
          return true;
        }
      } catch (FfmpegException e) {
        LOG.log(Level.DEBUG, "A picture of a still cannot be decoded", e);
        return false;
      }
      av_frame_unref(frame);
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    decoder.close();
    input.close();
  }
}
