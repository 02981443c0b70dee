package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_codec_is_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.av_codec_iterate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The parts of FFmpeg that may touch a source. FFmpeg has some four hundred decoders, and faults in
 * the exotic ones are the usual way in; what is not named here never runs.
 */
public final class Allowlist {
  /** Protocols; sources are opened by {@code file:} URLs only. */
  public static final String PROTOCOLS = "file,pipe";

  /** Demuxers by FFmpeg's names: Matroska, MP4, AVI, MPEG-TS, MPEG-PS and YUV4MPEG2. */
  public static final List<String> DEMUXERS =
      List.of("matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "avi", "mpegts", "mpeg", "yuv4mpegpipe");

  /** Software decoder of each video codec, by FFmpeg's codec name. */
  private static final Map<String, String> VIDEO =
      Map.ofEntries(
          Map.entry("h264", "h264"),
          Map.entry("hevc", "hevc"),
          Map.entry("mpeg1video", "mpeg1video"),
          Map.entry("mpeg2video", "mpeg2video"),
          Map.entry("mpeg4", "mpeg4"),
          Map.entry("msmpeg4v3", "msmpeg4"),
          Map.entry("vc1", "vc1"),
          Map.entry("wmv3", "wmv3"),
          Map.entry("vp8", "vp8"),
          Map.entry("vp9", "vp9"),
          Map.entry("av1", "libaom-av1"),
          Map.entry("prores", "prores"),
          Map.entry("mjpeg", "mjpeg"),
          Map.entry("png", "png"),
          Map.entry("rawvideo", "rawvideo"));

  private static final List<String> AUDIO =
      List.of("dca", "ac3", "eac3", "truehd", "aac", "mp3float", "mp3", "flac", "opus", "vorbis");

  private static final String DECODERS = decoders();

  private Allowlist() {}

  /** All decoders that may run, in the form of FFmpeg's option {@code codec_whitelist}. */
  public static String codecWhitelist() {
    return DECODERS;
  }

  /** Name of the software decoder for a video codec; empty where none may run. */
  public static Optional<String> videoDecoder(String codec) {
    return Optional.ofNullable(VIDEO.get(codec));
  }

  private static String decoders() {
    var names = new TreeSet<>(VIDEO.values());
    names.addAll(AUDIO);
    try (var state = new PointerPointer<Pointer>(1)) {
      state.put(0, (Pointer) null);
      AVCodec codec;
      while ((codec = av_codec_iterate(state)) != null) {
        var name = codec.name().getString();
        if (av_codec_is_decoder(codec) != 0 && name.startsWith("pcm_")) {
          names.add(name);
        }
      }
    }
    return String.join(",", names);
  }
}
