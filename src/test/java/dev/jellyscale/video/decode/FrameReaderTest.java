package dev.jellyscale.video.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.SourceFacts;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.decode.Reading.Seen;
import dev.jellyscale.video.ffmpeg.NvidiaDriver;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceProbe;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameReaderTest {
  private static final DecodeOptions PLAIN = options(Deinterlace.OFF);
  private static final int SEED = 11;

  @TempDir Path folder;

  private static DecodeOptions options(Deinterlace mode) {
    return new DecodeOptions(2, mode, false, false);
  }

  private static ProbedSource probe(Path clip) {
    return SourceProbe.probe(clip, ProbeOptions.STRICT);
  }

  private static List<String> hashes(List<Seen> seen) {
    return seen.stream().map(Seen::hash).toList();
  }

  /** Hashes of what the ffmpeg program decodes, for comparison. */
  private List<String> expected(Path clip, String filter, int frameBytes) throws IOException {
    var raw = folder.resolve("expected.raw");
    var command = new ArrayList<>(List.of("-i", clip.toString(), "-fps_mode", "passthrough"));
    if (!filter.isEmpty()) {
      command.addAll(List.of("-vf", filter));
    }
    command.addAll(List.of("-f", "rawvideo", raw.toString()));
    FfmpegProgram.ffmpeg(command);
    var bytes = Files.readAllBytes(raw);
    var hashes = new ArrayList<String>();
    for (int place = 0; place < bytes.length; place += frameBytes) {
      hashes.add(sha256(Arrays.copyOfRange(bytes, place, place + frameBytes)));
    }
    return hashes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Path> clips() {
    return Stream.of(
        TestClips.h264(),
        TestClips.hdr10(),
        TestClips.mpeg2Ts(),
        TestClips.mpeg4Avi(),
        TestClips.variableRate(),
        TestClips.clip("altref.webm", "-c:v libvpx-vp9 -b:v 100k -cpu-used 8 -lag-in-frames 20"),
        TestClips.clip("prores.mov", "-c:v prores_ks"),
        TestClips.clip("odd.webm", "-vf scale=97:65 -c:v libvpx-vp9 -b:v 100k -cpu-used 8"));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void picturesAreThoseThatFfmpegDecodes(Path clip) throws IOException {
    var source = probe(clip);

    var seen = Reading.all(source, PLAIN);

    int bytes = Math.toIntExact(source.facts().video().format().bytes());
    assertThat(hashes(seen)).isEqualTo(expected(clip, "", bytes)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "nv12, yuv420p",
    "yuyv422, yuv422p",
    "uyvy422, yuv422p",
    "yuv420p10be, yuv420p10le",
    "bgr24, gbrp",
    "bgr0, gbrp",
    "rgb48le, gbrp16le"
  })
  void conversionLosesNothing(String from, String to) {
    var converted = raw(from, to + ",format=" + from);
    var direct = raw(to, to);

    assertThat(probe(converted).facts().video().convertedFrom()).contains(from);
    assertThat(probe(direct).facts().video().convertedFrom()).isEmpty();
    assertThat(hashes(Reading.all(probe(converted), PLAIN)))
        .isEqualTo(hashes(Reading.all(probe(direct), PLAIN)));
  }

  private static Path raw(String pixels, String chain) {
    return TestClips.clip(
        "raw-" + pixels + ".mkv",
        "-vf format=" + chain + " -c:v rawvideo -strict -1 -pix_fmt " + pixels);
  }

  @ParameterizedTest
  @CsvSource({"gray, 8", "gray10le, 10", "gray16le, 16"})
  void grayKeepsItsCodesAndGetsNoColour(String pixels, int depth) throws Exception {
    var source = probe(raw(pixels, pixels));
    var file = Files.readAllBytes(rawBytes(source.facts().path()));

    try (var reader = FrameReader.open(source, new FrameRange(0, 1), PLAIN);
        var pool = new FramePool(reader.format(), 1);
        var frame = pool.acquire()) {
      assertThat(reader.read(frame)).isTrue();
      int bytes = Math.toIntExact(reader.format().planeBytes(0));
      assertThat(frame.plane(0).toArray(ValueLayout.JAVA_BYTE))
          .isEqualTo(Arrays.copyOf(file, bytes));
      int middle = 1 << (depth - 1);
      int sample =
          depth == 8
              ? Byte.toUnsignedInt(frame.plane(2).get(ValueLayout.JAVA_BYTE, 9))
              : Short.toUnsignedInt(frame.plane(2).get(ValueLayout.JAVA_SHORT, 18));
      assertThat(sample).isEqualTo(middle);
    }
  }

  private Path rawBytes(Path clip) {
    var raw = folder.resolve("gray.raw");
    FfmpegProgram.ffmpeg(List.of("-i", clip.toString(), "-f", "rawvideo", raw.toString()));
    return raw;
  }

  @ParameterizedTest
  @CsvSource({"FRAME, send_frame:deint=interlaced, 1", "FIELD, send_field:deint=all, 2"})
  void interlacedFramesAreThoseOfBwdif(Deinterlace mode, String filter, int perFrame)
      throws IOException {
    var source = probe(TestClips.interlaced());

    var seen = Reading.all(source, options(mode));

    int bytes = Math.toIntExact(source.facts().video().format().bytes());
    assertThat(seen).hasSize(TestClips.FRAMES * perFrame);
    assertThat(hashes(seen))
        .isEqualTo(expected(TestClips.interlaced(), "bwdif=mode=" + filter, bytes));
  }

  @Test
  void fieldsAreShownHalfAFrameApart() {
    var source = probe(TestClips.interlaced());

    var fields = Reading.all(source, options(Deinterlace.FIELD));

    var range = new FrameRange(0, 1);
    try (var reader = FrameReader.open(source, range, options(Deinterlace.FIELD))) {
      assertThat(reader.timeBase()).isEqualTo(new Rational(1, 180_000));
      assertThat(reader.framesPerSourceFrame()).isEqualTo(2);
    }
    for (int i = 1; i < fields.size(); i++) {
      assertThat(fields.get(i).pts() - fields.get(i - 1).pts()).isEqualTo(3600);
    }
  }

  @Test
  void aRangeOfFieldsIsThatOfTheWhole() {
    var source = probe(TestClips.interlaced());
    var whole = Reading.all(source, options(Deinterlace.FIELD));

    var part = Reading.range(source, 17, 31, options(Deinterlace.FIELD));

    assertThat(part).isEqualTo(whole.subList(34, 62));
  }

  @Test
  void progressiveSourcesAreNeverFiltered() {
    var source = probe(TestClips.h264());

    assertThat(Reading.all(source, options(Deinterlace.FIELD)))
        .isEqualTo(Reading.all(source, PLAIN));
  }

  @Test
  void timesAreThoseOfTheSource() {
    var source = probe(TestClips.variableRate());

    var seen = Reading.all(source, PLAIN);

    var packets =
        FfmpegProgram.ffprobe(
            TestClips.variableRate(),
            "-select_streams",
            "v",
            "-show_entries",
            "frame=pts",
            "-of",
            "csv=p=0");
    assertThat(seen.stream().map(frame -> Long.toString(frame.pts())))
        .containsExactlyElementsOf(packets.lines().map(line -> line.split(",")[0]).toList());
    assertThat(seen).allMatch(frame -> frame.duration() > 0);
  }

  @Test
  void withoutADriverTheSoftwareDecodesAndNothingIsSaid() {
    var source = probe(TestClips.h264());
    var tryGpu = new DecodeOptions(2, Deinterlace.OFF, true, false);

    try (var reader = FrameReader.open(source, new FrameRange(0, 1), tryGpu)) {
      if (NvidiaDriver.isPresent()) {
        assertThat(reader.decoder()).startsWith("h264");
      } else {
        assertThat(reader.decoder()).isEqualTo("h264");
        assertThat(reader.hardwareRefused()).isEmpty();
      }
    }
    assertThat(Reading.all(source, tryGpu)).isEqualTo(Reading.all(source, PLAIN));
  }

  @Test
  void damageInARangeEndsTheWork() throws IOException {
    var source = probe(TestClips.h264());
    var broken = brokenCopy(TestClips.h264(), 0.6, 2000);
    var undetected = new ProbedSource(at(source, broken), source.index());

    assertThatThrownBy(() -> Reading.all(undetected, PLAIN)).isInstanceOf(Damaged.class);
  }

  private static SourceFacts at(ProbedSource source, Path path) {
    var facts = source.facts();
    return new SourceFacts(
        path,
        facts.container(),
        facts.bytes(),
        facts.duration(),
        facts.metadata(),
        facts.chapters(),
        facts.streams(),
        facts.video(),
        facts.warnings());
  }

  private Path brokenCopy(Path clip, double from, int length) throws IOException {
    var bytes = Files.readAllBytes(clip);
    int start = (int) (bytes.length * from);
    var random = new Random(SEED);
    for (int i = start; i < start + length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return Files.write(folder.resolve(clip.getFileName()), bytes);
  }

  @ParameterizedTest
  @CsvSource({"h264.mkv", "h264.mp4", "mpeg2.ts", "mpeg4.avi"})
  void allowedDamageGivesTheSameFramesInEveryRange(String name) throws IOException {
    var clip =
        Stream.of(TestClips.h264(), TestClips.h264Mp4(), TestClips.mpeg2Ts(), TestClips.mpeg4Avi())
            .filter(path -> path.endsWith(name))
            .findFirst()
            .orElseThrow();
    var broken = brokenCopy(clip, 0.4, 900);
    var allow = new DecodeOptions(2, Deinterlace.OFF, false, true);
    var source = SourceProbe.probe(broken, new ProbeOptions(true));
    assertThat(source.facts().warnings()).isNotEmpty();

    var whole = Reading.all(source, allow);

    int split = whole.size() / 2;
    var parts = new ArrayList<>(Reading.range(source, 0, split, allow));
    parts.addAll(Reading.range(source, split, whole.size(), allow));
    assertThat(whole).hasSize(source.index().frames());
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void nothingStaysOpen() {
    var source = probe(TestClips.h264());
    Reading.range(source, 30, 31, PLAIN);
    int before = openFiles();

    for (int i = 0; i < 20; i++) {
      Reading.range(source, 30, 31, PLAIN);
    }

    assertThat(openFiles()).isEqualTo(before);
  }

  private static int openFiles() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  @Test
  void aRangeBeyondTheEndIsRefused() {
    var source = probe(TestClips.h264());

    assertThatThrownBy(
            () -> FrameReader.open(source, new FrameRange(0, TestClips.FRAMES + 1), PLAIN).close())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
