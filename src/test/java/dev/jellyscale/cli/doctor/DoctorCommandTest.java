package dev.jellyscale.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tellsEverySideOfTheMachineAsOneJsonObject() throws Exception {
    int exit = run("doctor", "--json");

    var findings = JsonMapper.builder().build().readTree(out.toString());
    assertThat(exit).isEqualTo(findings.get("healthy").booleanValue() ? 0 : 20);
    assertThat(names(findings))
        .contains("java", "processor", "memory", "gpu", "ffmpeg", "temporary folder")
        .contains("encoder x264", "encoder x265", "encoder svtav1", "encoder h264_nvenc");
    assertThat(findings.get("checks"))
        .allSatisfy(
            check -> {
              assertThat(check.get("verdict").textValue()).isIn("OK", "WARNING", "PROBLEM");
              assertThat(check.get("detail").textValue()).isNotBlank().doesNotContain("\n");
            });
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x264", "x265", "svtav1"})
  void findsTheSoftwareEncodersThatAreShipped(String encoder) throws Exception {
    run("doctor", "--json");

    var findings = JsonMapper.builder().build().readTree(out.toString());
    assertThat(findings.get("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.get("name").textValue()).isEqualTo("encoder " + encoder);
              assertThat(check.get("verdict").textValue()).isEqualTo("OK");
            });
  }

  @Test
  void tellsAPersonOneLineForEachCheck() {
    run("doctor");

    assertThat(out.toString().lines())
        .anySatisfy(line -> assertThat(line).startsWith("ok       java"))
        .last()
        .asString()
        .endsWith(".");
  }

  @Test
  void aLibraryThatDoesNotLoadIsAProblemAndNotTheEnd() throws Exception {
    var checkups =
        List.<Checkup>of(
            () -> {
              throw new UnsatisfiedLinkError("no libnothing");
            },
            () -> List.of(Check.ok("java", "works")));

    var findings = DoctorCommand.Findings.of(checkups);

    assertThat(findings.healthy()).isFalse();
    assertThat(findings.checks()).extracting(Check::name).containsExactly("native library", "java");
    assertThat(findings.checks().getFirst().detail()).contains("no libnothing");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static List<String> names(JsonNode findings) {
    var names = new ArrayList<String>();
    findings.get("checks").forEach(check -> names.add(check.get("name").textValue()));
    return names;
  }
}
