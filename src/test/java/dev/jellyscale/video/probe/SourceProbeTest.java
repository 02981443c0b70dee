package dev.jellyscale.video.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.TestFiles;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.StreamFacts.Kind;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.protocol.VideoFacts.Crop;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceProbeTest {

  private static ProbedSource probe(Path clip) {
    return SourceProbe.probe(clip, ProbeOptions.STRICT);
  }

  private static VideoFacts video(Path clip) {
    return probe(clip).facts().video();
  }

  @ParameterizedTest(name = "{0} by {4}")
  @CsvSource({
    "h264.mkv, -c:v libx264 -preset veryfast -g 12 -bf 3, h264, h264, S420 8",
    "h264.mp4, -c:v libx264 -preset veryfast -g 12 -bf 3, h264, h264, S420 8",
    "h264-422.mov, -c:v libx264 -pix_fmt yuv422p10le, h264, h264, S422 10",
    "hevc12.mkv, -c:v libx265 -preset ultrafast -pix_fmt yuv444p12le -x265-params log-level=none, hevc, hevc, S444 12",
    "vp9.webm, -c:v libvpx-vp9 -b:v 200k -cpu-used 8, vp9, vp9, S420 8",
    "vp8.webm, -c:v libvpx -b:v 200k -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 4, vp8, vp8, S420 8",
    "av1.mkv, -c:v libsvtav1 -preset 12 -pix_fmt yuv420p10le -svtav1-params log=0, av1, libaom-av1, S420 10",
    "mpeg1.mpg, -c:v mpeg1video -b:v 800k -bf 2, mpeg1video, mpeg1video, S420 8",
    "mpeg2.ts, -c:v mpeg2video -b:v 800k -g 12 -bf 2, mpeg2video, mpeg2video, S420 8",
    "mpeg2.vob, -c:v mpeg2video -b:v 800k -g 12 -bf 2, mpeg2video, mpeg2video, S420 8",
    "mpeg4.avi, -c:v mpeg4 -b:v 800k -g 12 -bf 2, mpeg4, mpeg4, S420 8",
    "divx3.avi, -c:v msmpeg4 -b:v 800k, msmpeg4v3, msmpeg4, S420 8",
    "prores.mov, -c:v prores_ks, prores, prores, S422 10",
    "mjpeg.avi, -c:v mjpeg, mjpeg, mjpeg, S420 8",
    "raw.y4m, -pix_fmt yuv420p, rawvideo, rawvideo, S420 8",
  })
  void everyCodecIsReadWithAllItsFrames(
      String name, String options, String codec, String decoder, String layout) {
    var facts = video(TestClips.clip(name, options));

    assertThat(facts.codec()).isEqualTo(codec);
    assertThat(facts.decoder()).isEqualTo(decoder);
    assertThat(facts.frames()).isEqualTo(TestClips.FRAMES);
    assertThat(facts.format().pixels()).isEqualTo(yuv(layout));
    assertThat(facts.frameRate().value()).isEqualTo(25);
  }

  private static PixelFormat yuv(String layout) {
    var words = layout.split(" ");
    return new PixelFormat(Family.YUV, Subsampling.valueOf(words[0]), Integer.parseInt(words[1]));
  }

  @ParameterizedTest(name = "{0} becomes {1} {2}")
  @CsvSource({
    "nv12, YUV, S420 8",
    "gray, YUV, S420 8",
    "yuv440p, YUV, S444 8",
    "yuv411p, YUV, S422 8",
    "yuv420p9le, YUV, S420 10",
    "yuv422p14le, YUV, S422 16",
    "rgb24, RGB, S444 8",
    "bgr48le, RGB, S444 16",
    "gbrp10le, RGB, S444 10",
    "yuyv422, YUV, S422 8",
  })
  void otherPixelFormatsBecomeTheNearestThatHoldsThem(String from, Family family, String layout) {
    var clip = TestClips.clip(from + ".mkv", "-c:v rawvideo -pix_fmt " + from + " -strict -1");

    var facts = video(clip);

    assertThat(facts.format().pixels().family()).isEqualTo(family);
    assertThat(facts.format().pixels().subsampling()).isEqualTo(yuv(layout).subsampling());
    assertThat(facts.format().pixels().depth()).isEqualTo(yuv(layout).depth());
    if (!from.equals("gbrp10le")) {
      assertThat(facts.convertedFrom()).contains(from);
    }
  }

  @Test
  void hdr10IsKnownByTagsAndMetadata() {
    var facts = video(TestClips.hdr10());

    assertThat(facts.tags()).isEqualTo(new ColourTags(9, 16, 9, 1, 3));
    assertThat(facts.colour().matrix()).isEqualTo(Matrix.BT2020);
    assertThat(facts.colour().siting()).isEqualTo(ChromaSiting.TOP_LEFT);
    assertThat(facts.hdr().masteringDisplay()).isPresent();
    assertThat(facts.hdr().contentLight()).isPresent();
    assertThat(facts.format().pixels().depth()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"sd.mkv, 96x64, BT601", "hd.mkv, 96x720, BT709"})
  void unspecifiedColourIsThatOfTheSize(String name, String size, Matrix matrix) {
    var facts = video(TestClips.clip(name, size, "-c:v mpeg4 -q:v 20"));

    assertThat(facts.tags().matrix()).isEqualTo(2);
    assertThat(facts.colour().matrix()).isEqualTo(matrix);
    assertThat(facts.colour().range()).isEqualTo(Range.LIMITED);
    assertThat(facts.colour().siting()).isEqualTo(ChromaSiting.LEFT);
  }

  @Test
  void fullRangeIsKnown() {
    var facts = video(TestClips.clip("full.mp4", "-c:v libx264 -pix_fmt yuvj420p -color_range pc"));

    assertThat(facts.colour().range()).isEqualTo(Range.FULL);
  }

  @ParameterizedTest
  @CsvSource({"90, 270", "180, 180", "-90, 90", "0, 0"})
  void rotationIsClockwise(int counterClockwise, int expected) {
    var clip =
        TestClips.make(
            "turned" + counterClockwise + ".mp4",
            "-display_rotation " + counterClockwise + " -i " + TestClips.h264Mp4(),
            "-c copy");

    assertThat(video(clip).rotation()).isEqualTo(OptionalInt.of(expected));
  }

  @Test
  void aMirrorIsNoRotation() {
    var clip = TestClips.make("mirror.mp4", "-display_hflip -i " + TestClips.h264Mp4(), "-c copy");

    assertThat(video(clip).rotation()).isEmpty();
    assertThat(video(clip).displayMatrix()).isPresent();
  }

  @Test
  void anamorphicPixelsKeepTheirShape() {
    var clip = TestClips.clip("wide.mkv", "-vf setsar=64/45 -c:v libx264");

    assertThat(video(clip).sampleAspect()).isEqualTo(new Rational(64, 45));
    assertThat(video(TestClips.h264()).sampleAspect()).isEqualTo(new Rational(1, 1));
  }

  @Test
  void oddSizesAreRead() {
    var clip = TestClips.clip("odd.mkv", "-vf scale=97:65 -c:v libvpx-vp9 -b:v 200k -cpu-used 8");

    var facts = video(clip);

    assertThat(facts.format().width()).isEqualTo(97);
    assertThat(facts.format().height()).isEqualTo(65);
    assertThat(facts.format().planeWidth(1)).isEqualTo(49);
  }

  @Test
  void croppingOfTheContainerIsTold() throws IOException {
    // Clean aperture (ISO/IEC 14496-12, 12.1.4): width, height and offsets, each as a fraction.
    var aperture = ByteBuffer.allocate(32);
    for (int value : new int[] {80, 1, 48, 1, 0, 1, 0, 1}) {
      aperture.putInt(value);
    }
    var bytes = SampleEntry.withBox(TestClips.h264Mp4(), "clap", aperture.array());
    var clip = TestClips.file("crop.mp4", bytes);

    assertThat(video(clip).crop()).isEqualTo(new Crop(8, 8, 8, 8));
    assertThat(video(TestClips.h264()).crop()).isEqualTo(Crop.NONE);
  }

  private static Path dolbyVision(int profile, int compatibility) throws IOException {
    var hevc =
        TestClips.clip(
            "plain-hevc.mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none");
    var record = ByteBuffer.allocate(24).put(0, (byte) 1).put(2, (byte) (profile << 1));
    record.put(3, (byte) 0b00110_101).put(4, (byte) (compatibility << 4));
    var bytes = SampleEntry.withBox(hevc, "dvcC", record.array());
    return TestClips.file("dolby%d-%d.mp4".formatted(profile, compatibility), bytes);
  }

  @Test
  void theBaseLayerOfDolbyVisionIsKeptAndTheReportSaysSo() throws IOException {
    var source = probe(dolbyVision(8, 1));

    assertThat(source.facts().video().dolbyVisionProfile()).hasValue(8);
    assertThat(source.facts().warnings()).anyMatch(text -> text.contains("Dolby Vision profile 8"));
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "10, 0"})
  void dolbyVisionWithoutABaseLayerIsRefused(int profile, int compatibility) throws IOException {
    var clip = dolbyVision(profile, compatibility);

    assertThatThrownBy(() -> probe(clip))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining("Dolby Vision profile " + profile);
  }

  @ParameterizedTest
  @CsvSource({"mpeg2.ts, 0.3", "h264.ts, 0.3", "mpeg2.ts, 0.55", "h264.ts, 0.55"})
  void aRecordingThatBeginsBetweenKeyframesBeginsWithTheFirst(String name, double part)
      throws IOException {
    var whole = name.startsWith("mpeg2") ? TestClips.mpeg2Ts() : TestClips.h264Ts();
    var bytes = Files.readAllBytes(whole);
    int from = (int) (bytes.length * part) / 188 * 188;
    var clip = TestClips.file(part + name, Arrays.copyOfRange(bytes, from, bytes.length));

    var source = probe(clip);

    assertThat(source.index().frames()).isBetween(12, 55);
    assertThat(source.facts().warnings()).anyMatch(text -> text.contains("keyframe"));
  }

  @Test
  void interlacingIsDetected() {
    assertThat(video(TestClips.interlaced()).interlaced()).isTrue();
    assertThat(video(TestClips.mpeg2Ts()).interlaced()).isFalse();
  }

  @Test
  void aTimeBetweenFramesBelongsToTheNextOne() {
    var index = probe(TestClips.variableRate()).index();

    assertThat(index.frameAt(index.pts(7))).isEqualTo(7);
    assertThat(index.frameAt(index.pts(7) + 1)).isEqualTo(8);
    assertThat(index.frameAt(Long.MAX_VALUE)).isEqualTo(index.frames());
    assertThat(index.seekable()).isTrue();
    assertThat(probe(TestClips.mpeg4Avi()).index().seekable()).isFalse();
  }

  @Test
  void everythingElseIsListed() {
    var facts = probe(TestClips.everything()).facts();

    assertThat(facts.streams())
        .extracting(StreamFacts::kind)
        .containsExactly(Kind.VIDEO, Kind.AUDIO, Kind.AUDIO, Kind.SUBTITLE, Kind.ATTACHMENT);
    assertThat(facts.chapters()).isEqualTo(2);
    assertThat(facts.metadata()).containsEntry("title", "Everything");
    assertThat(facts.streams().get(2).metadata())
        .containsEntry("language", "deu")
        .containsEntry("title", "Kommentar");
  }

  @Test
  void chapterTitlesOfMp4AreNoStream() {
    var clip =
        TestClips.make(
            "chapters.mp4",
            "-i " + TestClips.everything(),
            "-map 0:v -map 0:a:0 -c copy -map_chapters 0");

    var facts = probe(clip).facts();

    assertThat(facts.chapters()).isEqualTo(2);
    assertThat(facts.streams())
        .extracting(StreamFacts::kind)
        .containsExactly(Kind.VIDEO, Kind.AUDIO);
  }

  @Test
  void coverArtIsNotTheVideo() {
    var cover = TestClips.make("cover.png", "-f lavfi -i testsrc=size=640x640", "-frames:v 1");
    var clip =
        TestClips.make(
            "cover.mp4",
            "-i " + cover + " -i " + TestClips.h264Mp4(),
            "-map 0 -map 1 -c copy -disposition:v:0 attached_pic");

    var facts = probe(clip).facts();

    assertThat(facts.video().codec()).isEqualTo("h264");
    assertThat(facts.streams()).extracting(StreamFacts::kind).contains(Kind.PICTURE);
  }

  @ParameterizedTest
  @CsvSource({
    "blue_sky_640x360_h264_high10.mp4, 640x360 10",
    "park_joy_480x270_50fps.y4m, 480x270 8",
    "seeking_384x288_25fps_h264.mp4, 384x288 8",
    "seeking_720x480_25fps_h264.mp4, 720x480 8"
  })
  void realClipsAreRead(String name, String expected) {
    var source = probe(TestFiles.shared("clips/" + name));

    var format = source.facts().video().format();
    assertThat(format.width() + "x" + format.height() + " " + format.pixels().depth())
        .isEqualTo(expected);
    assertThat(source.index().frames()).isPositive();
    assertThat(source.index().seekable()).isTrue();
  }
}
