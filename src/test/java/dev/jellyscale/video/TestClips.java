package dev.jellyscale.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small clips of moving texture, made by the {@code ffmpeg} program when a test first asks for them
 * and kept until the JVM ends. No two frames are equal. Tests may read them, never change them.
 */
public final class TestClips {
  /** Frames of each clip that does not say otherwise: 2.4 seconds. */
  public static final int FRAMES = 60;

  private static final Path FOLDER = makeFolder();
  private static final Map<String, Path> MADE = new ConcurrentHashMap<>();
  private static final String PICTURES = "testsrc2=size=%s:rate=%s,noise=alls=12:allf=t:all_seed=7";

  private TestClips() {}

  private static Path makeFolder() {
    try {
      var folder = Files.createTempDirectory("jellyscale-clips");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A clip of 96x64 pixels, 25 frames a second, encoded with these options of ffmpeg. */
  public static Path clip(String name, String options) {
    return clip(name, "96x64", options);
  }

  /** A clip of another size, such as {@code 97x65}. */
  public static Path clip(String name, String size, String options) {
    return make(name, "-f lavfi -i " + PICTURES.formatted(size, "25"), options + frames(FRAMES));
  }

  private static String frames(int count) {
    return " -frames:v " + count;
  }

  /**
   * Any file that ffmpeg makes.
   *
   * @param name with the extension of the container
   * @param inputs options and inputs, separated by single blanks
   * @param options of the output, separated by single blanks
   */
  public static Path make(String name, String inputs, String options) {
    return MADE.computeIfAbsent(
        String.join("\n", name, inputs, options),
        key -> {
          var file = newFolder().resolve(name);
          var arguments = new ArrayList<String>();
          arguments.addAll(words(inputs));
          arguments.addAll(words(options));
          arguments.add(file.toString());
          FfmpegProgram.ffmpeg(arguments);
          return file;
        });
  }

  /** Tests of different packages may choose one name for different clips. */
  private static Path newFolder() {
    try {
      return Files.createTempDirectory(FOLDER, "clip");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** H.264 with B-frames and closed groups of 12, in Matroska. */
  public static Path h264() {
    return clip("h264.mkv", "-c:v libx264 -preset veryfast -g 12 -bf 3");
  }

  /** The same in MP4. */
  public static Path h264Mp4() {
    return clip("h264.mp4", "-c:v libx264 -preset veryfast -g 12 -bf 3");
  }

  /** H.264 whose groups are open: the first pictures of each refer to the one before. */
  public static Path openGroups() {
    return clip(
        "open.mkv",
        "-c:v libx264 -preset veryfast -bf 3 -x264-params open-gop=1:keyint=12:min-keyint=12");
  }

  /** H.264 with one keyframe alone: each picture refreshes a part of itself. */
  public static Path intraRefresh() {
    return clip(
        "refresh.mkv", "-c:v libx264 -preset veryfast -x264-params intra-refresh=1:keyint=12");
  }

  /** HEVC with open groups, 10 bit, HDR10 tags and metadata. */
  public static Path hdr10() {
    return clip(
        "hdr10.mkv",
        "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params log-level=none:keyint=12:"
            + "open-gop=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:chromaloc=2:"
            + "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)"
            + "L(10000000,50):max-cll=1000,400:hdr10=1");
  }

  /** MPEG-2 in a transport stream, with B-frames. */
  public static Path mpeg2Ts() {
    return clip("mpeg2.ts", "-c:v mpeg2video -b:v 800k -g 12 -bf 2");
  }

  /** MPEG-4 Part 2 with B-frames in AVI, which has no display times. */
  public static Path mpeg4Avi() {
    return clip("mpeg4.avi", "-c:v mpeg4 -b:v 800k -g 12 -bf 2");
  }

  /** H.264 with a variable frame rate. */
  public static Path variableRate() {
    return make(
        "vfr.mkv",
        "-f lavfi -i " + PICTURES.formatted("96x64", "25"),
        "-vf select=not(mod(n\\,3))+mod(n\\,2) -fps_mode vfr -c:v libx264 -preset veryfast -g 12"
            + frames(FRAMES));
  }

  /** Interlaced MPEG-2, top field first, in a transport stream. */
  public static Path interlaced() {
    return make(
        "interlaced.ts",
        "-f lavfi -i " + PICTURES.formatted("96x64", "50"),
        "-vf interlace=scan=tff -c:v mpeg2video -b:v 800k -g 12 -bf 2 -flags +ilme+ildct"
            + frames(FRAMES));
  }

  /** Interlaced H.264 in a transport stream. */
  public static Path interlacedH264() {
    return make(
        "interlaced-h264.ts",
        "-f lavfi -i " + PICTURES.formatted("96x64", "50"),
        "-vf interlace=scan=tff -c:v libx264 -preset veryfast -g 12 -bf 3 -x264-params tff=1"
            + frames(FRAMES));
  }

  /** H.264 with open groups in a transport stream. */
  public static Path h264Ts() {
    return clip(
        "h264.ts",
        "-c:v libx264 -preset veryfast -bf 3 -x264-params open-gop=1:keyint=12:min-keyint=12");
  }

  /** VP9 with hidden reference pictures, in WebM. */
  public static Path vp9() {
    return clip("vp9-hidden.webm", "-c:v libvpx-vp9 -b:v 100k -cpu-used 8 -lag-in-frames 20 -g 20");
  }

  /** MPEG-2 as DVDs have it. */
  public static Path programStream() {
    return clip("dvd.vob", "-c:v mpeg2video -b:v 800k -g 12 -bf 2 -f vob");
  }

  /** Video with two audio streams, subtitles, chapters, tags and an attachment, in Matroska. */
  public static Path everything() {
    var chapters = text("chapters.ini", CHAPTERS);
    var subtitles = text("subtitles.srt", "1\n00:00:00,200 --> 00:00:01,200\nHello\n\n");
    var font = text("font.ttf", "no real font");
    return make(
        "everything.mkv",
        "-f lavfi -i %s -f lavfi -i sine=440 -f lavfi -i sine=880 -i %s -i %s"
            .formatted(PICTURES.formatted("96x64", "25"), subtitles, chapters),
        "-map 0:v -map 1:a -map 2:a -map 3:s -map_metadata 4 -c:v libx264 -preset veryfast -g 12 "
            + "-c:a:0 aac -c:a:1 flac -c:s srt -attach "
            + font
            + " -metadata:s:t mimetype=application/x-truetype-font -metadata title=Everything "
            + "-metadata:s:a:0 language=eng -metadata:s:a:1 language=deu "
            + "-metadata:s:a:1 title=Kommentar -metadata:s:s:0 language=fra -disposition:a:1 comment "
            + "-t 2.4");
  }

  private static final String CHAPTERS =
      """
      ;FFMETADATA1
      title=Everything
      [CHAPTER]
      TIMEBASE=1/1000
      START=0
      END=1000
      title=One
      [CHAPTER]
      TIMEBASE=1/1000
      START=1000
      END=2400
      title=Two
      """;

  private static Path text(String name, String content) {
    return file(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** A file of these bytes beside the clips. */
  public static Path file(String name, byte[] content) {
    return MADE.computeIfAbsent(
        name,
        key -> {
          try {
            return Files.write(FOLDER.resolve(key), content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
