package dev.jellyscale.cli.facadebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.Main;
import dev.jellyscale.cli.facadebench.FacadeReport.Conditions;
import dev.jellyscale.cli.facadebench.FacadeReport.Questions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the benchmark of the facade counts rightly; never how fast anything is. */
class FacadeBenchTest {
  private static final Times FAST = new Times(1, 0.1, 0.2, 0.3);

  private static FacadeReport report(Times gate, Times polling, int status, int questions) {
    return new FacadeReport(
        new Conditions("1", "a machine", 2, 1, 0, 0),
        gate,
        FAST,
        Map.of(SignedIn.MODELS, polling),
        Map.of(status, 4),
        0,
        new Questions(2, questions));
  }

  @Test
  void percentilesAreThoseOfTheTimes() {
    var times = Times.of(LongStream.rangeClosed(1, 200).mapToObj(i -> i * 1_000_000).toList());

    assertThat(times).isEqualTo(new Times(200, 100, 198, 200));
    assertThat(Times.of(List.of(5_000_000L))).isEqualTo(new Times(1, 5, 5, 5));
  }

  @Test
  void whatIsWorseThanPromisedIsAFault() {
    assertThat(report(FAST, FAST, 200, 1).faults()).isEmpty();
    assertThat(report(new Times(1, 0.5, 1.1, 2), FAST, 200, 1).faults()).hasSize(1);
    assertThat(report(FAST, new Times(1, 20, 51, 60), 200, 1).faults()).hasSize(1);
    assertThat(report(FAST, FAST, 503, 1).faults()).hasSize(1);
    assertThat(report(FAST, FAST, 200, 2).faults()).hasSize(1);
  }

  @Test
  void theStandInCountsQuestionsByToken() throws Exception {
    try (var jellyfin = new StandIn();
        var http = HttpClient.newHttpClient()) {
      for (var token : List.of("1".repeat(32), "2".repeat(32), "1".repeat(32))) {
        var request =
            HttpRequest.newBuilder(jellyfin.address().resolve("/Users/Me"))
                .header("Authorization", "MediaBrowser Token=\"" + token + "\"")
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"Id\":\"" + token + "\"");
      }

      assertThat(jellyfin.questions()).isEqualTo(3);
      assertThat(jellyfin.mostAbout(Duration.ofMinutes(1))).isEqualTo(2);
      assertThat(jellyfin.mostAbout(Duration.ofNanos(1))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--users=0", "--users=1000", "--seconds=0", "--warm-up=-1"})
  void refusesWhatCannotBeMeasured(String option) {
    var nowhere = new PrintWriter(new StringWriter());

    assertThat(Main.run(nowhere, nowhere, "bench", "facade", option))
        .isEqualTo(ExitCode.INVALID.code());
  }
}
