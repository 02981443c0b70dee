package dev.jellyscale.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.NotFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

  @Test
  void theServiceHearsADetailAndNothingElse() {
    assertThat(Failure.UNKNOWN_ROUTE.body(Dialect.SERVICE)).isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(Failure.WRONG_METHOD.body(Dialect.SERVICE))
        .isEqualTo("{\"detail\":\"Method Not Allowed\"}");
  }

  @Test
  void othersHearAProblem() {
    assertThat(Failure.of(new NotFound("No job 'x'")).body(Dialect.PROBLEM))
        .isEqualTo(
            "{\"type\":\"urn:jellyscale:problem:no-such-thing\",\"title\":\"No such thing\","
                + "\"status\":404,\"detail\":\"No job 'x'\"}");
  }

  @Test
  void whoIsTooFastHearsItInTheWordOfTheFacadeToo() {
    assertThat(new Failure(429, "Too many", "Too many of these").body(Dialect.PROBLEM))
        .isEqualTo(
            "{\"type\":\"urn:jellyscale:problem:too-many\",\"title\":\"Too many\","
                + "\"status\":429,\"detail\":\"Too many of these\","
                + "\"error\":\"Too many of these\"}");
  }

  @Test
  void whatIsQuotedStaysInItsQuotes() {
    assertThat(Dialect.SERVICE.body(400, "x", "a \"b\"\n\u0001 \\ c"))
        .isEqualTo("{\"detail\":\"a \\\"b\\\"\\n\\u0001 \\\\ c\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The database /home/x/data/jellyscale.db cannot be used|The database jellyscale.db cannot be used",
        "No '/srv/media/a.mkv'|No 'a.mkv'",
        "at /a/b: gone|at b: gone",
        "Get it from https://example.org/a/b.onnx|Get it from https://example.org/a/b.onnx",
        "One of 3/4 or a/b|One of 3/4 or a/b",
        "Taken is output:films/F (2010)/G [x]/H.mkv|Taken is output:films/F (2010)/G [x]/H.mkv",
        "in (/var/lib/x/)|in (x)"
      })
  void noSentenceNamesAnAbsolutePath(String said, String heard) {
    assertThat(Failure.of(new Damaged(said)).detail()).isEqualTo(heard);
  }

  @Test
  void aSentenceIsBoundedAndHasNoControlCharacters() {
    var detail = Failure.of(new Damaged("x\r\n\u001b[31m" + "y".repeat(9_999))).detail();

    assertThat(detail).hasSizeLessThan(600).doesNotContain("\r", "\n", "\u001b");
  }
}
