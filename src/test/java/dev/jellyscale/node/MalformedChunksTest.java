package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bodies whose chunks are malformed: nothing is left of them, and nobody takes what follows them
 * for a request.
 */
class MalformedChunksTest {
  private static final List<String> PATHS = List.of("/upscale-frame", "/upscale", "/models/upload");
  private static final String FORM = "Content-Type: multipart/form-data; boundary=b-0-x\r\n";
  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final int PATIENCE_MILLIS = 10_000;

  @TempDir static Path folder;
  private static RunningNode node;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    var token = "a-token-for-tests-of-chunks";
    node = RunningNode.start(folder, Map.of("API_TOKEN", token, "DEFAULT_MODEL", "bicubic-x2"));
    caller = new Caller(node.service(), token);
    new Load(caller).awaitReadiness();
  }

  @AfterAll
  static void end() {
    node.close();
  }

  /** What is wrong with them. */
  enum Chunks {
    NO_SIZE,
    EMPTY_SIZE,
    NEGATIVE_SIZE,
    SIGNED_SIZE,
    PREFIXED_SIZE,
    SIZE_BEYOND_ALL,
    LONG_SIZE,
    NO_END,
    LETTERS_FOR_AN_END,
    LONG_EXTENSION,
    FLOOD_OF_TRAILERS;

    private static final String LAST = "0\r\n\r\n";

    /** What comes behind a good chunk, and has the rest of a body. */
    private String behind(String rest) {
      var whole = rest + "\r\n" + LAST;
      return switch (this) {
        case NO_SIZE -> "zz\r\n" + whole;
        case EMPTY_SIZE -> "\r\n" + whole;
        case NEGATIVE_SIZE -> "-5\r\n" + whole;
        case SIGNED_SIZE -> "+" + sized(rest) + LAST;
        case PREFIXED_SIZE -> "0x" + sized(rest) + LAST;
        case SIZE_BEYOND_ALL -> "f".repeat(18) + "\r\n" + whole;
        case LONG_SIZE -> "0".repeat(1 << 20) + sized(rest) + LAST;
        case NO_END -> "5\r\nabcde" + sized(rest) + LAST;
        case LETTERS_FOR_AN_END -> "5\r\nabcdeXX" + sized(rest) + LAST;
        case LONG_EXTENSION -> "5;a=" + "b".repeat(1 << 20) + "\r\nabcde\r\n" + sized(rest) + LAST;
        case FLOOD_OF_TRAILERS ->
            sized(rest) + "0\r\n" + "X-Trailer: 0\r\n".repeat(20_000) + "\r\n";
      };
    }

    private static String sized(String text) {
      return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    String of(String body) {
      int half = body.length() / 2;
      return sized(body.substring(0, half)) + behind(body.substring(half));
    }
  }

  private static String body(String path) throws IOException {
    var picture = TestPictures.picture("png", 64, 64);
    var bytes =
        switch (path) {
          case "/upscale-frame" -> picture;
          case "/models/upload" ->
              Caller.form(Files.readAllBytes(Path.of("models/swift-x2.onnx")), "model_name=mine");
          default -> Caller.form(picture);
        };
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String head(String method, String path, String headers) {
    return caller.head(method, path, headers).replace("Connection: close\r\n", "");
  }

  /** The statuses of all answers until the connection is closed, which it has to be. */
  private static List<Integer> answers(String sent) throws IOException {
    var heard = new ByteArrayOutputStream();
    try (var socket = new Socket(node.service().getHost(), node.service().getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var sending = Thread.ofVirtual().start(() -> send(socket, sent));
      hear(socket, heard);
      sending.interrupt();
    }
    var statuses = new ArrayList<Integer>();
    var matcher = ANSWER.matcher(heard.toString(StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      statuses.add(Integer.parseInt(matcher.group(1)));
    }
    return statuses;
  }

  /** A node that has heard enough may hang up on the rest. */
  @SuppressWarnings("EmptyCatch")
  private static void send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
    }
  }

  /** A connection that is reset is closed too; one that is not makes a timeout, which fails. */
  @SuppressWarnings("EmptyCatch")
  private static void hear(Socket socket, ByteArrayOutputStream heard) throws IOException {
    try {
      socket.getInputStream().transferTo(heard);
    } catch (SocketException _) {
    }
  }

  @ParameterizedTest
  @EnumSource
  void areRefusedWithTheirConnectionAndNothingBehindThemIsHeard(Chunks chunks) throws IOException {
    for (var path : PATHS) {
      var before = new SpoolFolder(folder).files();
      var type = path.equals("/upscale-frame") ? "" : FORM;
      var first = head("POST", path, type + "Transfer-Encoding: chunked\r\n");
      var behind = head("GET", "/status", "");

      var body = body(path);
      var answers = answers(first + chunks.of(body) + behind);

      assertThat(answers).as(path).hasSizeLessThanOrEqualTo(1).allMatch(s -> s / 100 == 4);
      new SpoolFolder(folder).awaitNothingNew(before, AT_ONCE);
    }
    assertThat(folder.resolve("data/models/mine")).doesNotExist();
    assertThat(new Load(caller).waiting()).isZero();
    assertThat(caller.raw("/upscale-frame", TestPictures.picture("png", 8, 8)).status())
        .isEqualTo(200);
    assertThat(node.faults()).isEmpty();
  }
}
