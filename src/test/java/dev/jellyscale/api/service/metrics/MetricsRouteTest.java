package dev.jellyscale.api.service.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import dev.jellyscale.metrics.NodeMeter;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.FinishedWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MetricsRouteTest {
  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+(\\{([a-z_]+=\"[^\"]*\",?)+\\})? [0-9.E+-]+");

  private static final byte[] FORM = "use_gpu=true".getBytes(StandardCharsets.US_ASCII);

  private final NodeMeters meters;
  private final JobMeters jobs;

  private final MeterRegistry registry;

  @Inject
  MetricsRouteTest(NodeMeters meters, JobMeters jobs, MeterRegistry registry) {
    this.meters = meters;
    this.jobs = jobs;
    this.registry = registry;
  }

  private static List<String> metrics() {
    return given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .get("/metrics")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/plain"))
        .extract()
        .asString()
        .lines()
        .toList();
  }

  @Test
  void everyLineIsAFigureOrTellsOfOne() {
    assertThat(metrics())
        .allMatch(line -> line.startsWith("# ") || SAMPLE.matcher(line).matches())
        .allMatch(line -> line.matches("(# (HELP|TYPE) )?(jellyscale|upscaler)_.*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upscaler_jobs_total",
        "upscaler_failures_total",
        "upscaler_frames_total",
        "upscaler_processing_time_avg_ms",
        "upscaler_last_job_time_ms",
        "upscaler_active_jobs",
        "upscaler_uptime_seconds",
        "upscaler_circuit_open",
        "upscaler_consecutive_failures"
      })
  void aFigureOfThePluginHasNoLabelsAndOneBlank(String name) {
    assertThat(metrics().stream().filter(line -> line.startsWith(name)))
        .singleElement()
        .asString()
        .matches(name + " [0-9.]+");
  }

  @Test
  void answersAreCountedByRouteAndStatusAndNeverByPath() {
    given().get("/status");
    given().header("X-Api-Token", "the-token-of-the-tests").get("/no/such/route");
    given().header("X-Api-Token", "the-token-of-the-tests").delete("/auth/tokens/nobody");

    assertThat(metrics())
        .anyMatch(requests("GET", "/status", "403"))
        .anyMatch(requests("other", "other", "404"))
        .anyMatch(requests("DELETE", "/auth/tokens/{id}", "404"))
        .noneMatch(line -> line.contains("no/such") || line.contains("nobody"));
  }

  private static java.util.function.Predicate<String> requests(
      String method, String route, String status) {
    return line ->
        line.startsWith("jellyscale_requests_total{")
            && line.contains("method=\"" + method + "\"")
            && line.contains("route=\"" + route + "\"")
            && line.contains("status=\"" + status + "\"");
  }

  @Test
  void aRequestIsCountedOnceAlsoWhereItsBodyComesInChunks()
      throws IOException, InterruptedException {
    var before = count("/config");

    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/config"))
            .header("X-Api-Token", "the-token-of-the-tests")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(FORM)))
            .build();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    assertThat(count("/config")).isEqualTo(before + 1);
  }

  private static double count(String route) {
    return metrics().stream()
        .filter(line -> line.startsWith("jellyscale_requests_total{"))
        .filter(line -> line.contains("route=\"" + route + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void workIsCountedByModelAndDevice() {
    meters.count(
        new FinishedWork(
            new ModelId("swift-x2"),
            new DeviceFacts(ExecutionProvider.CPU, Map.of(), 1, 1, false),
            3,
            1.5));

    assertThat(metrics())
        .anyMatch(
            line ->
                line.startsWith("jellyscale_frames_total{")
                    && line.contains("device=\"cpu\"")
                    && line.contains("model=\"swift-x2\""));
  }

  @Test
  void modelsBeyondTheBoundAreOne() {
    var labels = new Labels();
    for (int i = 0; i < 200; i++) {
      assertThat(labels.model("m" + i)).isEqualTo("m" + i);
    }
    assertThat(labels.model("one-more")).isEqualTo("other");
    assertThat(labels.model("m7")).isEqualTo("m7");
  }

  @Test
  void theNodesOwnMemoryIsTold() {
    assertThat(metrics())
        .anyMatch(line -> line.startsWith("jellyscale_process_resident_bytes{process=\"node\""));
  }

  @ParameterizedTest
  @EnumSource
  void everyMeterHasARowInTheDocuments(NodeMeter meter) throws IOException {
    var row =
        "| `%s` | %s | %s |"
            .formatted(meter.published(), String.join(", ", meter.labels()), meter.description());

    assertThat(Files.readString(Path.of("docs/service.md"))).contains(row);
  }

  @Test
  void theDocumentsHaveNoMeterThatThereIsNot() throws IOException {
    var named = new TreeSet<String>();
    var match =
        Pattern.compile("\\| `(jellyscale_[a-z_]+)`")
            .matcher(Files.readString(Path.of("docs/service.md")));
    while (match.find()) {
      named.add(match.group(1));
    }
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(NodeMeter.values()).map(NodeMeter::published).toList());
  }

  @Test
  void jobsThatCannotBeCountedKeepNoOtherFigureBack() {
    assertThat(
            jobs.rows(
                () -> {
                  throw new IllegalStateException("The database failed");
                }))
        .isEmpty();
  }

  @Test
  void wordsOfStrangersAreNeverKept() {
    for (int i = 0; i < 5; i++) {
      given().request("STRANGE" + i, "/Upscaler/status").then().statusCode(401);
    }

    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Tag::getValue)
        .noneMatch(value -> value.startsWith("STRANGE"));
  }
}
