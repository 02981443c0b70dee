package dev.jellyscale.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.ModelTraits.ValueRange;
import dev.jellyscale.protocol.BenchmarkFacts;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.OpenFacts;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.PlanTask;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.SegmentFile;
import dev.jellyscale.protocol.job.StillFacts;
import dev.jellyscale.protocol.job.StillTask;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureKind;
import dev.jellyscale.protocol.picture.PictureLimits;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of a real socket. */
class MessageChannelTest {
  private static final ModelSource MODEL =
      new ModelSource.InFile(new ModelId("a"), "/a b/\u00e4.onnx", "0".repeat(64));
  private static final PictureTask.Source PICTURE = new PictureTask.Source("/a.png", 12);

  private SocketChannel raw;
  private MessageChannel<Command, Event> node;
  private MessageChannel<Event, Command> renderer;

  @BeforeEach
  void connect(@TempDir Path folder) throws IOException {
    var address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
      raw = SocketChannel.open(address);
      renderer = MessageChannel.ofRenderer(raw);
      node = MessageChannel.ofNode(server.accept());
    }
  }

  @AfterEach
  void close() throws IOException {
    node.close();
    renderer.close();
  }

  private static final VideoWish WISH =
      new VideoWish(
          "/a.mkv",
          MODEL,
          new VideoWish.Scale(OptionalInt.of(2), Optional.empty()),
          new VideoWish.Encoder(
              Optional.of("x264"), Optional.empty(), OptionalInt.of(18), OptionalInt.of(4)),
          VideoWish.Handling.STRICT);
  private static final SegmentFile SEGMENT = new SegmentFile(1234, "ab", "cd", 99);
  private static final Fingerprint FINGERPRINT = new Fingerprint(5, 1_763_758_800_123L, "ef");

  @Test
  void whatWasReadBeforeAFailureIsNotReadAgain() throws IOException {
    node.send(new Command.Close(2, MODEL));
    assertThat(renderer.receive()).isPresent();
    raw.close();

    assertThatThrownBy(renderer::receive).isInstanceOf(IOException.class);
    assertThatThrownBy(renderer::receive).isInstanceOf(IOException.class);
  }

  static List<Command> everyCommandArrivesAsItWasSent() {
    return List.of(
        new Command.Open(1, MODEL),
        new Command.Close(2, ModelSource.shipped(new ModelId("swift-x2"))),
        new Command.Probe(3, MODEL),
        new Command.Benchmark(4, MODEL, List.of(new Size(640, 360))),
        new Command.Image(
            5,
            new PictureTask(
                MODEL, PICTURE, "/b.jpg", PictureForm.Jpeg.usual(), PictureLimits.DEFAULT)),
        new Command.Image(
            6,
            new PictureTask(
                MODEL, PICTURE, "/b.png", new PictureForm.DeepPng(), new PictureLimits(1))),
        new Command.Range(
            6,
            new RangeTask(
                WISH,
                Optional.of(new FrameRange(0, 10)),
                new RangeTask.Limits(
                    Optional.of(ExecutionProvider.CUDA),
                    OptionalInt.of(1),
                    OptionalLong.of(1 << 20)),
                "/w/a.segment")),
        new Command.Still(
            14,
            new StillTask(
                "/m/a.mkv",
                0.5,
                960,
                List.of(new StillTask.Filter("eq", "gamma=2.0")),
                "/w/a.png",
                "/w/b.png")),
        new Command.Plan(7, new PlanTask(WISH, "a.mkv", ExecutionProvider.CPU)),
        new Command.Check(
            8, new CheckTask(WISH, Optional.empty(), "/w/a.segment", SEGMENT, new Size(2, 4))),
        new Command.Assemble(
            9,
            new AssembleTask(
                WISH,
                FINGERPRINT,
                new AssembleTask.Segments("/w", List.of("a", "b")),
                "a.mkv",
                "/w/out")),
        new Command.Hold(9),
        new Command.GoOn(9),
        new Command.SelfCheck(7, "/etc/passwd", 80),
        new Command.Cancel(6),
        new Command.Shutdown());
  }

  @ParameterizedTest
  @MethodSource
  void everyCommandArrivesAsItWasSent(Command command) throws IOException {
    node.send(command);

    assertThat(renderer.receive()).contains(command);
  }

  static List<Event> everyEventArrivesAsItWasSent() {
    var device =
        new DeviceFacts(
            ExecutionProvider.CPU, Map.of(ExecutionProvider.CUDA, "no driver"), 2, 1, false);
    var traits =
        new ModelTraits(
            2,
            Kind.RGB,
            ElementType.FLOAT16,
            Precision.INT8,
            Layout.NHWC,
            ValueRange.ZERO_TO_255,
            ChannelOrder.BGR,
            Optional.of(new Size(64, 48)),
            OptionalInt.empty(),
            17,
            1_000_000_000_000L);
    var held = new ConfinementFacts(true, true, false, "no Landlock");
    return List.of(
        new Event.Hello(
            ProtocolVersion.VALUE,
            "0.1",
            42,
            held,
            List.of("CPU"),
            new LibraryFacts("1.28.0", "8.0.1"),
            new DeviceNames("CPU", List.of("GPU"))),
        new Event.Progress(1, 2, 3, true),
        new Event.Opened(
            1, new OpenFacts(ExecutionProvider.CUDA, MemoryUse.device(1 << 30, 8L << 30))),
        new Event.Done(2),
        new Event.Probed(3, traits),
        new Event.Benchmarked(
            4, List.of(new BenchmarkFacts(new Size(640, 360), 12.5, MemoryUse.host(7), device))),
        new Event.Pictured(
            5,
            new ImageFacts(
                PictureKind.WEBP,
                new Size(1, 2),
                new Size(2, 4),
                345,
                new ImageFacts.Seconds(0, 0.1, 0.2, 0.3, 0.7),
                device)),
        new Event.Rendered(6, new RangeFacts(10, 9, SEGMENT, 0.25, device)),
        new Event.Planned(
            10,
            new PlanFacts(
                WISH,
                new PlanFacts.Frames(10, 2, new Rational(25, 1), 50, 0.5),
                new Size(1, 2),
                new PlanFacts.Output(new Size(2, 4), "mkv", "libx264 crf=18", 77),
                FINGERPRINT,
                List.of("note"))),
        new Event.CheckPassed(11, 10),
        new Event.Assembled(12, new AssembleFacts(1234, "ab", 1.5, 10, 3, List.of())),
        new Event.StillMade(14, new StillFacts(new Size(960, 540), 1234, 2345)),
        new Event.Checked(7, Map.of("exec", "refused")),
        new Event.Failed(8, FailureKind.BAD_MODEL, "no\nmodel"),
        new Event.Failed(8, FailureKind.ENGINE_FAILURE, "why", Optional.of("a trace")),
        new Event.Cancelled(9));
  }

  @ParameterizedTest
  @MethodSource
  void everyEventArrivesAsItWasSent(Event event) throws IOException {
    renderer.send(event);

    assertThat(node.receive()).contains(event);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsTheSameOnTheOtherSide(FailureKind kind) {
    JellyscaleException failure = kind.failure("why");

    assertThat(failure).hasMessage("why");
    assertThat(FailureKind.of(failure)).isEqualTo(kind);
  }

  @Test
  void theEndBetweenTwoMessagesIsNoFault() throws IOException {
    renderer.close();

    assertThat(node.receive()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"event\":\"no-such\"}",
        "{\"event\":\"java.lang.Runtime\"}",
        "{\"event\":\"done\"}",
        "{\"event\":\"done\",\"id\":null}",
        "{\"event\":\"done\",\"id\":1,\"more\":2}",
        "{\"event\":\"done\",\"id\":1} {}",
        "{\"event\":\"failed\",\"id\":1,\"kind\":\"NO_SUCH\",\"message\":\"x\"}",
        "{\"command\":\"shutdown\"}"
      })
  void whatIsNotOfTheProtocolIsRefused(String json) throws IOException {
    say(json.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> node.receive()).isInstanceOf(ProtocolFault.class);
  }

  @Test
  void textThatIsNoUtf8IsRefused() throws IOException {
    say("{\"event\":\"done\",\"id\":1}".getBytes(StandardCharsets.UTF_16LE));

    assertThatThrownBy(() -> node.receive()).isInstanceOf(ProtocolFault.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, MessageChannel.LONGEST + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aLengthThatNoMessageHasIsRefusedBeforeAnythingIsAllocated(int length) throws IOException {
    raw.write(ByteBuffer.allocate(4).putInt(length).flip());

    assertThatThrownBy(() -> node.receive())
        .isInstanceOf(ProtocolFault.class)
        .hasMessageContaining("announced");
  }

  @Test
  void aMessageThatIsTooLongIsNotSent() {
    var event = new Event.Failed(1, FailureKind.INVALID, "x".repeat(MessageChannel.LONGEST));

    assertThatThrownBy(() -> renderer.send(event)).isInstanceOf(ProtocolFault.class);
  }

  private void say(byte[] bytes) throws IOException {
    raw.write(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip());
  }
}
