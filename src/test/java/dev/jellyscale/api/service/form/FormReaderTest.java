package dev.jellyscale.api.service.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {
  private static final String MULTIPART = "multipart/form-data; boundary=XX";
  private static final String ENCODED = "application/x-www-form-urlencoded";
  private static final int FILE_BYTES = 1000;

  @TempDir Path folder;
  private Spool spool;
  private FormReader reader;

  @BeforeEach
  void open() {
    spool = Spool.open(folder.resolve("spool"), 3000);
    reader = new FormReader(spool, FILE_BYTES);
  }

  private Form read(String type, String body) {
    return reader.read(type, new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String part(String headers, String content) {
    return "--XX\r\n" + headers + "\r\n\r\n" + content + "\r\n";
  }

  private static String text(String name, String content) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
  }

  private static String file(String name, String content) {
    return part(
        "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"../../etc/passwd\"",
        content);
  }

  private void assertRefused(int status, ThrowingCallable reading) throws IOException {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ServiceFailure.class, failure -> assertThat(failure.status()).isEqualTo(status));
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(spool.taken()).isZero();
    try (var left = Files.list(folder.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatDotNetSendsIsUnderstood() {
    var body =
        """
        --7f1c
        Content-Type: text/plain; charset=utf-8
        Content-Disposition: form-data; name=model_name

        swift-x2
        --7f1c--
        """
            .replace("\n", "\r\n");

    try (var form = read("multipart/form-data; boundary=\"7f1c\"", body)) {
      assertThat(form.required("model_name")).isEqualTo("swift-x2");
    }
  }

  @Test
  void theOtherEncodingIsUnderstoodToo() {
    try (var form = read(ENCODED + "; charset=UTF-8", "model_name=a%2Eb+c&use_gpu=false&x")) {
      assertThat(form.required("model_name")).isEqualTo("a.b c");
      assertThat(form.truth("use_gpu", true)).isFalse();
      assertThat(form.text("x")).contains("");
    }
  }

  @Test
  void aFileGoesToTheSpoolUnderANameOfOurs() throws IOException {
    try (var form = read(MULTIPART, file("file", "pixels\r\n--X") + "--XX--\r\n")) {
      var path = form.file("file").path();

      assertThat(path.getParent()).isEqualTo(folder.resolve("spool"));
      assertThat(Files.readString(path)).isEqualTo("pixels\r\n--X");
    }
    assertNothingIsLeft();
  }

  @Test
  void aFileOfManyBuffersArrivesAsItWas() throws IOException {
    var big = new FormReader(Spool.open(folder.resolve("big"), 1 << 24), 1 << 24);
    var content = new byte[1_000_003];
    new Random(7).nextBytes(content);
    var body = file("file", new String(content, StandardCharsets.ISO_8859_1)) + "--XX--";

    try (var form =
        big.read(MULTIPART, new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)))) {
      assertThat(Files.readAllBytes(form.file("file").path())).isEqualTo(content);
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    try (var form = read(MULTIPART, text("file", "no file") + "--XX--")) {
      assertThatThrownBy(() -> form.required("model_name")).isInstanceOf(InvalidFields.class);
      assertThatThrownBy(() -> form.file("file")).isInstanceOf(InvalidFields.class);
      assertThatThrownBy(() -> form.file("other")).isInstanceOf(InvalidFields.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "", "nonsense", "multipart/mixed"})
  void bodiesOfOtherTypesHaveNoFields(String type) {
    try (var form = read(type, "model_name=x")) {
      assertThat(form.text("model_name")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary"
      })
  void aBoundaryIsNeeded(String type) throws IOException {
    assertRefused(400, () -> read(type, "--\r\n\r\n"));
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    var whole = text("model_name", "x") + file("file", "pixels".repeat(50)) + "--XX--";

    for (int end = 0; end < whole.length() - 2; end++) {
      var part = whole.substring(0, end);
      assertRefused(400, () -> read(MULTIPART, part));
    }
  }

  @Test
  void aPartWithoutANameIsRefused() throws IOException {
    assertRefused(400, () -> read(MULTIPART, part("Content-Type: text/plain", "x") + "--XX--"));
    assertRefused(
        400, () -> read(MULTIPART, part("Content-Disposition: form-data", "x") + "--XX--"));
    assertRefused(400, () -> read(MULTIPART, text("", "x") + "--XX--"));
  }

  private static String manyPairs() {
    var pairs = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      pairs.append("a").append(i).append("=b&");
    }
    return pairs.toString();
  }

  @Test
  void boundsHold() throws IOException {
    var many = new StringBuilder();
    for (int i = 0; i <= FormReader.FIELDS; i++) {
      many.append(text("n" + i, "x"));
    }
    assertRefused(413, () -> read(MULTIPART, many + "--XX--"));
    assertRefused(413, () -> read(ENCODED, manyPairs()));
    assertRefused(413, () -> read(ENCODED, "a".repeat(FormReader.FIELD_BYTES + 1)));
    assertRefused(
        413, () -> read(MULTIPART, text("a", "x".repeat(FormReader.FIELD_BYTES + 1)) + "--XX--"));
    assertRefused(413, () -> read(MULTIPART, part("X: " + "y".repeat(9000), "x") + "--XX--"));
    assertRefused(413, () -> read(MULTIPART, file("file", "x".repeat(FILE_BYTES + 1)) + "--XX--"));
  }

  @Test
  void whoFindsNoRoomMayComeAgain() throws IOException {
    var files = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      files.append(file("f" + i, "x".repeat(FILE_BYTES)));
    }

    assertRefused(503, () -> read(MULTIPART, files + "--XX--"));
  }

  @Test
  void badEscapesAreRefused() throws IOException {
    assertRefused(400, () -> read(ENCODED, "model_name=%zz"));
  }

  @Test
  void anyBytesAtAllAreReadOrRefused() throws IOException {
    var random = new Random(11);
    var seed = text("model_name", "x") + file("file", "pixels") + "--XX--";
    for (int i = 0; i < 5000; i++) {
      var bytes = seed.getBytes(StandardCharsets.ISO_8859_1);
      for (int j = 0; j <= random.nextInt(6); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try (var form = reader.read(MULTIPART, new ByteArrayInputStream(bytes))) {
        assertThat(form).isNotNull();
      } catch (ServiceFailure refused) {
        assertThat(refused.status()).isIn(400, 413);
      }
    }
    assertNothingIsLeft();
  }

  /** Begins a file, breaks off once, and would then make its reader wait. */
  private static final class BrokenBody extends FilterInputStream {
    private boolean broken;

    BrokenBody() {
      super(
          new ByteArrayInputStream(
              file("file", "pixels")
                  .replace("\r\n--XX", "")
                  .getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = broken ? 0 : super.read(bytes, from, length);
      if (count > 0) {
        return count;
      }
      if (broken) {
        throw new AssertionError("Somebody waits for a body that broke off");
      }
      broken = true;
      throw new IOException("cut");
    }
  }

  @Test
  void nobodyWaitsForABodyThatBrokeOff() throws IOException {
    assertRefused(400, () -> reader.read(MULTIPART, new BrokenBody()));
  }
}
