package dev.jellyscale.video.remux;

import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Small sources with streams of many kinds. */
final class Sources {
  private static final String VIDEO = "-f lavfi -i testsrc2=size=96x64:rate=25";
  private static final String H264 = " -c:v libx264 -preset veryfast -g 12 -bf 2";

  private Sources() {}

  private static final String SUBRIP =
      """
      1
      00:00:00,200 --> 00:00:00,900
      Plain, and <i>slanted</i>

      2
      00:00:01,000 --> 00:00:01,600
      Zwei <b>fette <i>Zeilen</i></b>
      hier ä€𝄞

      """;

  static Path subRip() {
    return TestClips.file("two.srt", SUBRIP.getBytes(StandardCharsets.UTF_8));
  }

  /** MP4 with AAC that begins before the picture, timed text, chapters and tags. */
  static Path mp4() {
    return TestClips.make(
        "full.mp4",
        VIDEO + " -f lavfi -i sine=440:r=48000 -i " + subRip() + " -i " + chapters(),
        "-map 0:v -map 1:a -map 2:s -map_metadata 3 -map_chapters 3 -c:a aac -c:s mov_text -t 2"
            + " -metadata:s:a:0 language=deu -metadata:s:s:0 language=fra"
            + " -metadata comment=Mine"
            + H264);
  }

  /** Matroska with what MP4 can hold, or hold in another form. */
  static Path mkv() {
    return TestClips.make(
        "plain.mkv",
        VIDEO + " -f lavfi -i sine=440:r=48000 -i " + subRip() + " -i " + chapters(),
        "-map 0:v -map 1:a -map 1:a -map 2:s -map_metadata 3 -map_chapters 3 -c:a:0 ac3 -c:a:1 flac"
            + " -c:s srt -t 2 -strict -2 -metadata:s:a:1 title=Second -disposition:a:1 default"
            + " -metadata:s:s:0 language=fra -metadata IMDB=tt0000001"
            + H264);
  }

  /** Transport stream with AAC and MPEG audio that begin half a second after the picture. */
  static Path ts() {
    return TestClips.make(
        "late.ts",
        VIDEO + " -itsoffset 0.5 -f lavfi -i sine=440:r=48000 -f lavfi -i sine=880:r=48000",
        "-map 0:v -map 1:a -map 2:a -c:a:0 aac -c:a:1 mp2 -t 2" + H264);
  }

  /** AVI with MP3 and MPEG-4, whose frames have no display times. */
  static Path avi() {
    return TestClips.make(
        "mp3.avi",
        VIDEO + " -f lavfi -i sine=440:r=48000",
        "-c:v mpeg4 -bf 2 -b:v 500k -c:a libmp3lame -t 2");
  }

  /** MOV with big-endian PCM and a time code track. */
  static Path mov() {
    return TestClips.make(
        "timecode.mov",
        VIDEO + " -f lavfi -i sine=440:r=48000",
        "-c:a pcm_s16be -timecode 01:02:03:04 -t 2" + H264);
  }

  /** A JPEG of a few pixels. */
  static Path picture() {
    return TestClips.make("cover.jpg", "-f lavfi -i color=red:size=32x32", "-frames:v 1 -update 1");
  }

  /** MP4 with a cover. */
  static Path mp4WithCover() {
    return TestClips.make(
        "cover.mp4",
        VIDEO + " -i " + picture(),
        "-map 0 -map 1 -c:v:1 copy -disposition:v:1 attached_pic -c:v:0 libx264 -t 1");
  }

  /** Matroska with a cover. */
  static Path mkvWithCover() {
    return TestClips.make(
        "cover.mkv",
        VIDEO,
        "-c:v libx264 -t 1 -attach " + picture() + " -metadata:s:t mimetype=image/jpeg");
  }

  static Path chapters() {
    var text =
        """
        ;FFMETADATA1
        title=A film
        [CHAPTER]
        TIMEBASE=1/1000
        START=0
        END=800
        title=One
        [CHAPTER]
        TIMEBASE=1/1000
        START=800
        END=2000
        title=Zwei ä
        """;
    return TestClips.file("two.ini", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Hash of what a stream decodes to. */
  static String decoded(Path file, String map) {
    return FfmpegProgram.ffmpeg(
        List.of("-i", file.toString(), "-map", map, "-f", "streamhash", "-"));
  }
}
