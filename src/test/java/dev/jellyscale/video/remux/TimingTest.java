package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.encode.EncoderChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimingTest {
  @TempDir Path folder;

  static Stream<Arguments> outputs() {
    return Stream.of("out.mkv", "out.mp4")
        .flatMap(
            out ->
                Stream.of(
                        EncoderChoice.X264_DEFAULT,
                        EncoderChoice.X265_DEFAULT,
                        EncoderChoice.SVT_AV1_DEFAULT)
                    .map(encoder -> Arguments.of(out, encoder)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void aVariableRateStaysAsItIs(String out, EncoderSettings encoder) {
    var remuxing = new Remuxing(folder, TestClips.variableRate()).with(encoder);

    var file = remuxing.to(out);

    assertThat(Remuxing.frameTimes(file)).containsExactlyElementsOf(expectedTimes(remuxing));
  }

  @Test
  void matroskaRoundsEachTimeOnceToTheNearestMillisecond() {
    var source =
        TestClips.make(
            "ntsc.mp4", "-f lavfi -i testsrc2=size=96x64:rate=24000/1001", "-c:v libx264 -t 3");
    var remuxing = new Remuxing(folder, source);

    var times = Remuxing.frameTimes(remuxing.to("out.mkv"));

    var expected = expectedTimes(remuxing);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(times.get(i)).isCloseTo(expected.get(i), within(0.000501));
    }
    assertThat(times).hasSameSizeAs(expected);
  }

  @Test
  void mp4KeepsTimesExactly() {
    var remuxing = new Remuxing(folder, TestClips.mpeg2Ts());

    var packets =
        FfmpegProgram.ffprobe(
            remuxing.to("out.mp4"), "-select_streams", "v", "-show_entries", "stream=time_base");

    assertThat(packets).contains("time_base=1/90000");
  }

  @Test
  void theLastFrameLastsAsLongAsBefore() {
    var source =
        TestClips.make(
            "slides.mkv",
            "-f lavfi -i testsrc2=size=96x64:rate=1",
            "-c:v libx264 -bf 2 -frames:v 5");
    for (var name : List.of("out.mkv", "out.mp4")) {
      var file = new Remuxing(folder, source).to(name);

      assertThat(duration(file)).isCloseTo(5, within(0.01));
    }
  }

  private static double duration(Path file) {
    return Double.parseDouble(
        FfmpegProgram.ffprobe(file, "-show_entries", "format=duration", "-of", "csv=p=0").strip());
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void severalSegmentsHaveTheTimesOfOne(String out, EncoderSettings encoder) {
    var source = TestClips.h264();

    var one = new Remuxing(folder, source).with(encoder).to("one-" + out);
    var three = new Remuxing(folder, source).with(encoder).cutAt(7, 40).to("three-" + out);

    assertThat(Remuxing.frameTimes(three)).isEqualTo(Remuxing.frameTimes(one)).hasSize(60);
  }

  @Test
  void segmentsInTheWrongOrderAreRefused() {
    var spec = new Remuxing(folder, TestClips.h264()).cutAt(20).spec(folder.resolve("out.mkv"));
    var wrong =
        new AssemblySpec(
            spec.source(),
            spec.plan(),
            spec.segments().reversed(),
            spec.encode(),
            spec.window(),
            spec.provenance());

    assertThatThrownBy(() -> Assembler.assemble(wrong, folder.resolve("out.mkv")))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("do not follow each other");
  }

  @Test
  void segmentsOfDifferentEncodersAreRefused() {
    var one = new Remuxing(folder, TestClips.h264()).cutAt(20).spec(folder.resolve("one.mkv"));
    var two =
        new Remuxing(folder, TestClips.h264())
            .with(EncoderChoice.X265_DEFAULT)
            .cutAt(20)
            .spec(folder.resolve("two.mkv"));
    var mixed =
        new AssemblySpec(
            one.source(),
            one.plan(),
            List.of(one.segments().getFirst(), two.segments().getLast()),
            one.encode(),
            one.window(),
            one.provenance());

    assertThatThrownBy(() -> Assembler.assemble(mixed, folder.resolve("out.mkv")))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("encoded differently");
  }

  @Test
  void aPreviewBeginsAtZeroAndIsCutInAllStreams() {
    var source = TestClips.everything();

    var file = new Remuxing(folder, source).window(10, 35).to("out.mkv");

    assertThat(Remuxing.frameTimes(file)).hasSize(25).startsWith(0.0, 0.04);
    assertThat(Remuxing.frameTimes(file).getLast()).isEqualTo(0.96);
    assertThat(packetTimes(file, "a:0")).allMatch(time -> time >= 0 && time < 1);
    assertThat(packetTimes(file, "s:0")).containsExactly(0.0);
    assertThat(Remuxing.show(file, "-show_chapters"))
        .contains(
            "chapters.chapter.0.start_time=\"0.000000\"",
            "chapters.chapter.0.end_time=\"0.600000\"",
            "chapters.chapter.1.start_time=\"0.600000\"",
            "chapters.chapter.1.end_time=\"1.000000\"");
  }

  private static List<Double> packetTimes(Path file, String stream) {
    return FfmpegProgram.ffprobe(
            file, "-select_streams", stream, "-show_entries", "packet=pts_time", "-of", "csv=p=0")
        .lines()
        .map(line -> Double.valueOf(line.split(",")[0]))
        .toList();
  }

  private static List<Double> expectedTimes(Remuxing remuxing) {
    var index = remuxing.source().index();
    double tick = remuxing.source().facts().video().timeBase().value();
    return java.util.stream.IntStream.range(0, index.frames())
        .mapToObj(frame -> Math.round((index.pts(frame) - index.pts(0)) * tick * 1e6) / 1e6)
        .toList();
  }
}
