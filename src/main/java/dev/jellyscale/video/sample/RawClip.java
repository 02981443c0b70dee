package dev.jellyscale.video.sample;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_RAWVIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.mux.NativeChapters;
import dev.jellyscale.video.mux.NativeTags;
import dev.jellyscale.video.mux.OutputFile;
import dev.jellyscale.video.sample.ClipContent.Sound;
import dev.jellyscale.video.sample.ClipContent.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Writes a clip to a Matroska file without compressing anything. */
final class RawClip {
  private static final Rational MILLISECONDS = new Rational(1, 1000);
  private static final int MONO = 1;
  private static final int I420 = 'I' | '4' << 8 | '2' << 16 | '0' << 24;

  private final ClipContent content;
  private final OutputFile file;
  private final AVPacket packet;

  private RawClip(ClipContent content, OutputFile file, AVPacket packet) {
    this.content = content;
    this.file = file;
    this.packet = packet;
  }

  static void write(ClipContent content, Path target) {
    var packet = av_packet_alloc();
    try (var file = OutputFile.create("matroska", target)) {
      new RawClip(content, file, packet).write();
    } finally {
      av_packet_free(packet);
    }
  }

  private void write() {
    var video = addVideo();
    var sound = content.sound().map(this::addSound);
    var subtitles = content.subtitles().isEmpty() ? null : addSubtitles();
    if (!content.chapters().isEmpty()) {
      addChapters();
    }
    file.writeHeader(Map.of());
    if (subtitles != null) {
      writeSubtitles(subtitles);
    }
    var picture = new byte[Math.toIntExact(content.format().bytes())];
    for (int i = 0; i < content.frames(); i++) {
      content.pictures().draw(i, picture);
      write(video, picture, milliseconds(i), milliseconds(i + 1));
      int number = i;
      sound.ifPresent(stream -> writeSound(stream, number));
    }
    file.finish();
  }

  private AVStream addVideo() {
    var stream = addStream(AVMEDIA_TYPE_VIDEO, AV_CODEC_ID_RAWVIDEO);
    stream.codecpar().codec_tag(I420);
    stream.codecpar().format(PixelCode.of(content.format().pixels()));
    stream.codecpar().width(content.format().width());
    stream.codecpar().height(content.format().height());
    stream.codecpar().color_primaries(AVCOL_PRI_BT709);
    stream.codecpar().color_trc(AVCOL_TRC_BT709);
    stream.codecpar().color_space(AVCOL_SPC_BT709);
    stream.codecpar().color_range(AVCOL_RANGE_MPEG);
    stream.codecpar().chroma_location(AVCHROMA_LOC_LEFT);
    stream.avg_frame_rate().num(content.framesPerSecond());
    stream.avg_frame_rate().den(1);
    return stream;
  }

  private AVStream addSound(Sound sound) {
    var stream = addStream(AVMEDIA_TYPE_AUDIO, AV_CODEC_ID_PCM_S16LE);
    stream.codecpar().sample_rate(sound.samplesPerSecond());
    stream.codecpar().bits_per_coded_sample(Short.SIZE);
    av_channel_layout_default(stream.codecpar().ch_layout(), MONO);
    stream.metadata(NativeTags.of(Map.of("language", "eng")));
    return stream;
  }

  private AVStream addSubtitles() {
    var stream = addStream(AVMEDIA_TYPE_SUBTITLE, AV_CODEC_ID_SUBRIP);
    stream.metadata(NativeTags.of(Map.of("language", "eng")));
    return stream;
  }

  private AVStream addStream(int type, int codec) {
    var stream = file.addStream();
    stream.time_base().num(MILLISECONDS.num());
    stream.time_base().den(MILLISECONDS.den());
    stream.codecpar().codec_type(type);
    stream.codecpar().codec_id(codec);
    return stream;
  }

  private void addChapters() {
    var chapters = new ArrayList<NativeChapters.Chapter>();
    for (var chapter : content.chapters()) {
      chapters.add(
          new NativeChapters.Chapter(
              chapters.size() + 1L,
              MILLISECONDS,
              chapter.from().toMillis(),
              chapter.until().toMillis(),
              Map.of("title", chapter.words())));
    }
    NativeChapters.give(chapters, file.context());
  }

  private void writeSubtitles(AVStream stream) {
    for (Text line : content.subtitles()) {
      var words = line.words().getBytes(StandardCharsets.UTF_8);
      write(stream, words, line.from().toMillis(), line.until().toMillis());
    }
  }

  /** The sound of one picture. */
  private void writeSound(AVStream stream, int number) {
    var sound = content.sound().orElseThrow();
    int from = sample(sound, number);
    int until = Math.min(sample(sound, number + 1), sound.samples().length);
    if (from < until) {
      var bytes = ByteBuffer.allocate((until - from) * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(sound.samples(), from, until - from);
      write(stream, bytes.array(), milliseconds(number), milliseconds(number + 1));
    }
  }

  private int sample(Sound sound, int picture) {
    return Math.toIntExact((long) picture * sound.samplesPerSecond() / content.framesPerSecond());
  }

  private long milliseconds(int picture) {
    return Math.round(
        picture * (double) Duration.ofSeconds(1).toMillis() / content.framesPerSecond());
  }

  private void write(AVStream stream, byte[] bytes, long from, long until) {
    check(av_new_packet(packet, bytes.length), "reserve a packet");
    packet.data().put(bytes);
    packet.stream_index(stream.index());
    packet.pts(from);
    packet.dts(from);
    packet.duration(until - from);
    packet.flags(AV_PKT_FLAG_KEY);
    file.write(packet);
  }
}
