package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_CPU_FLAG_AVX512;
import static org.bytedeco.ffmpeg.global.avutil.av_get_cpu_flags;

import java.util.Map;

/** What x264 must be told on this machine so that every run gives the same bytes. */
public final class X264Assembly {
  /** The encoder's option that depends on the machine. */
  public static final String OPTION = "x264-params";

  private X264Assembly() {}

  /** Options for the encoder; none where it needs none. */
  public static Map<String, String> options() {
    // With AVX-512 this build's macroblock tree depends on memory that it never wrote, where the
    // width in macroblocks is no multiple of 8: two runs differ. Up to AVX2 they are equal.
    return (av_get_cpu_flags() & AV_CPU_FLAG_AVX512) != 0 ? Map.of(OPTION, "asm=avx2") : Map.of();
  }
}
