package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Reads every packet of a file once and remembers the times of the main video's. */
final class PacketScan {
  private static final int VP8_SHOWN = 0x10;

  private final InputFile input;
  private final int stream;
  private final boolean vp8;
  private final Times shown = new Times();
  private final Times keyPts = new Times();
  private final Times keyDts = new Times();
  private Optional<String> damage = Optional.empty();
  private boolean timesComplete = true;
  private boolean backwards;
  private long lastDts = AV_NOPTS_VALUE;
  private long end = Long.MIN_VALUE;
  private long bytes;

  private PacketScan(InputFile input, int stream) {
    this.input = input;
    this.stream = stream;
    vp8 = input.stream(stream).codecpar().codec_id() == AV_CODEC_ID_VP8;
  }

  static PacketScan of(InputFile input, int stream) {
    var scan = new PacketScan(input, stream);
    var packet = av_packet_alloc();
    try {
      scan.readAll(packet);
    } finally {
      av_packet_free(packet);
    }
    return scan;
  }

  private void readAll(AVPacket packet) {
    try {
      while (input.read(packet)) {
        look(packet);
        av_packet_unref(packet);
      }
    } catch (FfmpegException e) {
      remember("it cannot be read to its end (" + e.getMessage() + ")");
    }
  }

  private void look(AVPacket packet) {
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      remember("a packet of stream " + packet.stream_index() + " is incomplete");
    }
    if (packet.stream_index() != stream || packet.size() == 0) {
      return;
    }
    bytes += packet.size();
    noteOrder(packet.dts());
    if (packet.pts() == AV_NOPTS_VALUE) {
      timesComplete = false;
      return;
    }
    if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
      keyPts.add(packet.pts());
      keyDts.add(packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts());
    }
    if (isShown(packet)) {
      shown.add(packet.pts());
      end = Math.max(end, packet.pts() + packet.duration());
    }
  }

  private void noteOrder(long dts) {
    if (dts == AV_NOPTS_VALUE) {
      return;
    }
    backwards |= lastDts != AV_NOPTS_VALUE && dts < lastDts;
    lastDts = dts;
  }

  private boolean isShown(AVPacket packet) {
    boolean discarded = (packet.flags() & AV_PKT_FLAG_DISCARD) != 0;
    boolean hidden = vp8 && (packet.data().get(0) & VP8_SHOWN) == 0;
    return !discarded && !hidden;
  }

  private void remember(String what) {
    if (damage.isEmpty()) {
      damage = Optional.of(what);
    }
  }

  /** Size of all packets of the stream. */
  long bytes() {
    return bytes;
  }

  /** The first thing that was broken. */
  Optional<String> damage() {
    return damage;
  }

  /** Times of the packets that are to be shown, in display order. */
  long[] displayOrder() {
    return shown.sorted();
  }

  /** Whether each packet has its own time and none runs backwards. */
  boolean trustworthy() {
    return timesComplete && !backwards && isRising(displayOrder()) && isRising(keyPts.toArray());
  }

  private static boolean isRising(long[] times) {
    for (int i = 1; i < times.length; i++) {
      if (times[i] <= times[i - 1]) {
        return false;
      }
    }
    return times.length > 0;
  }

  /** Times of the keyframes, in the order of the file. */
  Times keyPts() {
    return keyPts;
  }

  /** Decoding times of the keyframes; their display times where there are none. */
  Times keyDts() {
    return keyDts;
  }

  /** When the last frame stops being shown, as far as its packet tells. */
  long end() {
    return end;
  }
}
