package dev.jellyscale.video.remux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From every kind of source to both kinds of destination. */
class ContainersTest {
  @TempDir Path folder;

  static Stream<Arguments> pairs() {
    return Stream.of("out.mkv", "out.mp4")
        .flatMap(
            out ->
                Stream.of(
                    pair("Matroska", Sources::mkv, out, "0:a"),
                    pair("MP4", Sources::mp4, out, "0:a"),
                    pair("TS", Sources::ts, out, "0:a:1"),
                    pair("AVI", Sources::avi, out, "0:a"),
                    pair("MOV", Sources::mov, out, "0:a")));
  }

  private static Arguments pair(String name, Supplier<Path> source, String out, String equal) {
    return Arguments.of(name, source, out, equal);
  }

  @ParameterizedTest(name = "{0} to {2}")
  @MethodSource("pairs")
  void audioIsEqualByteByByte(String name, Supplier<Path> source, String out, String equal) {
    var file = source.get();

    var result = new Remuxing(folder, file).to(out);

    assertThat(Remuxing.hashes(result, equal)).isEqualTo(Remuxing.hashes(file, equal));
  }

  static Stream<Arguments> timedPairs() {
    // AVI does not say when a frame is shown, so there is nothing to compare with.
    return pairs().filter(pair -> !"AVI".equals(pair.get()[0]));
  }

  @ParameterizedTest(name = "{0} to {2}")
  @MethodSource("timedPairs")
  void streamsStayTogetherInTime(String name, Supplier<Path> source, String out, String equal) {
    var file = source.get();

    var result = new Remuxing(folder, file).to(out);

    assertThat(audioAfterVideo(result)).isCloseTo(audioAfterVideo(file), within(0.0015));
  }

  private static double audioAfterVideo(Path file) {
    return firstTime(file, "a:0") - firstTime(file, "v:0");
  }

  private static double firstTime(Path file, String stream) {
    List<String> times =
        dev.jellyscale.video.FfmpegProgram.ffprobe(
                file,
                "-select_streams",
                stream,
                "-show_entries",
                "packet=pts_time",
                "-of",
                "csv=p=0")
            .lines()
            .toList();
    return times.stream()
        .map(line -> line.split(",")[0])
        .filter(time -> !time.isBlank() && !time.equals("N/A"))
        .mapToDouble(Double::parseDouble)
        .min()
        .orElseThrow();
  }

  @Test
  void audioThatBeginsBeforeThePictureDoesNotDelayIt() {
    var file = new Remuxing(folder, Sources.mp4()).to("out.mkv");

    assertThat(firstTime(file, "v:0")).isZero();
    assertThat(firstTime(file, "a:0")).isEqualTo(-0.021);
    assertThat(Remuxing.show(file, "-show_entries", "stream=initial_padding"))
        .contains("streams.stream.1.initial_padding=1024");
  }
}
