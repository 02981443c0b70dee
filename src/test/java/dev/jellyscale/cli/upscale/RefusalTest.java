package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.probe.MatroskaBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done ends with one clear line and its own exit code, and leaves nothing. */
class RefusalTest {
  @TempDir Path folder;
  private Path input;
  private Path films;
  private Path output;

  @BeforeEach
  void makeFolders() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    films = Files.createDirectory(folder.resolve("films"));
    output = films.resolve("new/out.mkv");
  }

  /** Makes a file that is no good in a folder. */
  @FunctionalInterface
  interface BadFile {
    Path in(Path folder) throws IOException;
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        bad("a missing file", ExitCode.NOT_FOUND, f -> f.resolve("none.mkv")),
        bad("a folder without video", ExitCode.NOT_VIDEO, f -> f),
        bad("an empty file", ExitCode.NOT_VIDEO, f -> write(f, "empty.mp4", new byte[0])),
        bad("a text", ExitCode.NOT_VIDEO, f -> write(f, "text.mkv", "A story.\n".repeat(99))),
        bad("half a file", ExitCode.DAMAGED, f -> write(f, "half.mkv", half(TestClips.h264()))),
        bad("audio alone", ExitCode.NOT_VIDEO, _ -> song()),
        bad(
            "a playlist named .mp4",
            ExitCode.NOT_VIDEO,
            f -> write(f, "list.mp4", "#EXTM3U\n#EXTINF:9,\n/etc/passwd\n")),
        bad(
            "2,000 streams",
            ExitCode.LIMIT_EXCEEDED,
            f -> write(f, "many.mkv", MatroskaBytes.header(96, 1999))),
        bad(
            "60,000 x 60,000 pixels",
            ExitCode.LIMIT_EXCEEDED,
            f -> write(f, "huge.mkv", MatroskaBytes.header(60_000, 0))),
        bad(
            "a decoder outside of the list",
            ExitCode.UNSUPPORTED,
            _ -> TestClips.clip("magic.mkv", "-c:v magicyuv")));
  }

  private static Arguments bad(String name, ExitCode code, BadFile file) {
    return Arguments.of(name, code, file);
  }

  private static Path song() {
    return TestClips.make("song.m4a", "-f lavfi -i sine", "-t 0.5 -c:a aac");
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Path write(Path folder, String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] half(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  @ParameterizedTest(name = "{0} ends with {1}")
  @MethodSource("badFiles")
  void badInput(String name, ExitCode code, BadFile file) throws IOException {
    var source = file.in(input);
    var before = CommandLineRun.listing(folder);

    var run = CommandLineRun.upscale(source, output);

    assertRefused(run, code);
    assertThat(CommandLineRun.listing(folder)).as(name).isEqualTo(before);
  }

  private static void assertRefused(CommandLineRun run, ExitCode code) {
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("jellyscale: ").doesNotContain("Exception");
    assertThat(run.code()).as(run.err()).isEqualTo(code.code());
  }

  @Test
  void damageThatIsAllowedIsUpscaledAsFarAsItGoes() throws IOException {
    var source = write(input, "half.mkv", half(TestClips.h264()));

    var run = CommandLineRun.upscale(source, output, "--allow-damaged");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Decoded.frames(output)).hasSizeBetween(15, 45);
    assertThat(run.report().get("notes").toString()).contains("damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-y.mp4", "a\";b $(x).mkv"})
  void aStrangeNameIsOnlyAName(String name) throws IOException {
    var source = Files.copy(TestClips.h264Mp4(), input.resolve(name));

    var run = CommandLineRun.upscale(source, films.resolve(name), "--for", "0.2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(CommandLineRun.listing(films)).containsExactly(name);
  }

  @Test
  void aNameThatBeginsWithADashIsNoOption() throws Exception {
    Files.copy(TestClips.h264Mp4(), input.resolve("-y.mp4"));

    try (var program =
        ChildProgram.start(
            List.of("env", "-C", input.toString()), folder, "probe", "--json", "-y.mp4")) {
      assertThat(program.await()).isZero();
    }
  }

  @Test
  void anUnknownModelIsNotFoundAndTheShippedOnesAreNamed() {
    var run = CommandLineRun.upscale(TestClips.h264(), output, "--model", "dream-x9");

    assertRefused(run, ExitCode.NOT_FOUND);
    assertThat(run.err()).contains("dream-x9", "bicubic-x2");
    assertThat(CommandLineRun.listing(films)).isEmpty();
  }

  @Test
  void aFileThatIsNoModelIsABadModel() throws IOException {
    var model = write(input, "model.onnx", "no protobuf");

    var run = CommandLineRun.upscale(TestClips.h264(), output, "--model", model);

    assertRefused(run, ExitCode.BAD_MODEL);
    assertThat(CommandLineRun.listing(films)).isEmpty();
  }

  @Test
  void aModelOfAnotherShapeIsABadModel() throws IOException {
    var model = write(input, "model.onnx", TestNetworks.shrinking().onnx());

    var run = CommandLineRun.upscale(TestClips.h264(), output, "--model", model);

    assertRefused(run, ExitCode.BAD_MODEL);
  }

  @Test
  void anRgbModelTakesOnlyColoursThatItCanBeGiven() throws IOException {
    var model =
        write(
            input,
            "rgb.onnx",
            TestNetworks.identity(2, Channels.RGB, TestNetworks.OPSET, false).onnx());
    var strange =
        TestClips.clip(
            "ycgco.mkv", "-c:v libx264 -preset ultrafast -x264-params colormatrix=YCgCo");

    var refused = CommandLineRun.upscale(strange, output, "--model", model);
    var luma = CommandLineRun.upscale(strange, films.resolve("luma.mkv"), "--for", "0.2");
    var known =
        CommandLineRun.upscale(
            TestClips.h264(), films.resolve("rgb.mkv"), "--model", model, "--for", "0.2");

    assertRefused(refused, ExitCode.UNSUPPORTED);
    assertThat(luma.code()).as(luma.err()).isZero();
    assertThat(known.code()).as(known.err()).isZero();
    assertThat(CommandLineRun.listing(films)).containsExactly("luma.mkv", "rgb.mkv");
  }

  @Test
  void anOutputThatExistsIsAConflictUnlessForced() throws IOException {
    var existing = write(films, "out.mkv", "precious");

    var refused = CommandLineRun.upscale(TestClips.h264(), existing);
    var precious = Files.readString(existing);
    var forced = CommandLineRun.upscale(TestClips.h264(), existing, "--force", "--for", "0.2");

    assertRefused(refused, ExitCode.CONFLICT);
    assertThat(precious).isEqualTo("precious");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(CommandLineRun.listing(films)).containsExactly("out.mkv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "hard link", "symbolic link", "by another way"})
  void theSourceIsNeverTheDestination(String how) throws IOException {
    var source = Files.copy(TestClips.h264(), input.resolve("film.mkv"));
    var link = films.resolve("link.mkv");
    var destination =
        switch (how) {
          case "same" -> source;
          case "hard link" -> Files.createLink(link, source);
          case "symbolic link" -> Files.createSymbolicLink(link, source);
          default -> films.resolve("../input/film.mkv");
        };

    var run = CommandLineRun.upscale(source, destination, "--force");

    assertRefused(run, ExitCode.INVALID);
    assertThat(source).hasSameBinaryContentAs(TestClips.h264());
  }

  @Test
  void aDestinationThatIsAFolderIsRefused() {
    assertRefused(CommandLineRun.upscale(TestClips.h264(), films), ExitCode.INVALID);
  }

  @Test
  void aDestinationOfAnotherKindIsUnsupported() {
    var run = CommandLineRun.upscale(TestClips.h264(), films.resolve("out.gif"));

    assertRefused(run, ExitCode.UNSUPPORTED);
  }

  @Test
  void aBoxThatIsFullAlreadyIsRefused() {
    var source = TestClips.clip("wide.mkv", "1280x64", "-c:v libx264 -preset ultrafast");

    assertRefused(CommandLineRun.upscale(source, output, "--to", "720p"), ExitCode.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--scale=5", "--crf=99", "--preset=warp", "--from=-1", "--encoder=mpeg1"})
  void anOptionWithAnImpossibleValueIsRefused(String option) {
    var run = CommandLineRun.upscale(TestClips.h264(), output, option);

    assertThat(run.code()).isIn(ExitCode.USAGE.code(), ExitCode.INVALID.code());
    assertThat(run.err()).startsWith("jellyscale: ");
    assertThat(CommandLineRun.listing(films)).isEmpty();
  }

  @Test
  void aStreamThatTheDestinationCannotHoldIsNamedUnlessItMayBeDropped() {
    var source = TestClips.everything();

    var refused = CommandLineRun.upscale(source, films.resolve("out.mp4"));
    var dropped = CommandLineRun.upscale(source, films.resolve("less.mp4"), "--drop-unsupported");

    assertRefused(refused, ExitCode.UNSUPPORTED);
    assertThat(dropped.code()).as(dropped.err()).isZero();
    assertThat(CommandLineRun.listing(films)).containsExactly("less.mp4");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsDenied() throws Exception {
    Files.setPosixFilePermissions(films, PosixFilePermissions.fromString("r-xr-xr-x"));

    int code = codeOfAnOrdinaryUser(TestClips.everything(), films.resolve("out.mkv"));

    assertThat(code).isEqualTo(ExitCode.DENIED.code());
    assertThat(CommandLineRun.listing(films)).isEmpty();
  }

  @Test
  void aSourceThatMayNotBeReadIsDenied() throws Exception {
    var source = Files.copy(TestClips.h264(), input.resolve("secret.mkv"));
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("---------"));

    int code = codeOfAnOrdinaryUser(source, films.resolve("out.mkv"));

    assertThat(code).isEqualTo(ExitCode.DENIED.code());
    assertThat(CommandLineRun.listing(films)).isEmpty();
  }

  /** Root reads and writes everything by two capabilities; without them it is like any owner. */
  private int codeOfAnOrdinaryUser(Path source, Path destination) throws Exception {
    Requires.root();
    Requires.program("setpriv");
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var powerless = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
    try (var program =
        ChildProgram.start(
            powerless,
            temporary,
            "upscale",
            "--json",
            "--model",
            "bicubic-x2",
            source,
            destination)) {
      return program.await();
    }
  }

  @Test
  void aFullDiskEndsTheJobAndLeavesNothing() throws Exception {
    Requires.root();
    Requires.program("mount");
    var disk = Files.createDirectory(folder.resolve("disk"));
    mount("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
    try {
      var run =
          CommandLineRun.upscale(
              TestClips.clip("noisy.mkv", "320x240", "-c:v libx264 -qp 10"),
              disk.resolve("out.mkv"),
              "--crf",
              "1");

      assertRefused(run, ExitCode.DISK_FULL);
      assertThat(CommandLineRun.listing(disk)).isEmpty();
    } finally {
      mount("umount", disk.toString());
    }
  }

  private static void mount(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Requires.that(process.waitFor() == 0, "the right to mount a small disk: " + said);
  }
}
