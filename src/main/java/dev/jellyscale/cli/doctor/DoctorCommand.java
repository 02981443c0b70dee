package dev.jellyscale.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.doctor.Check.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what this machine offers and what is missing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Tells what this machine offers: Java, processor, GPU, FFmpeg and its encoders, ONNX"
            + " Runtime and where it runs, folders, models, and the Jellyfin server that the environment"
            + " names.")
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException, InterruptedException {
    var findings = Findings.of(checkups());
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(findings));
    } else {
      print(findings, out);
    }
    return (findings.healthy() ? ExitCode.OK : ExitCode.ENGINE_FAILURE).code();
  }

  private static List<Checkup> checkups() {
    return List.of(
        new MachineCheckup(Path.of("/proc")),
        new FfmpegCheckup(),
        new EngineCheckup(),
        new RendererCheckup(),
        FolderCheckup.ofEnvironment(System.getenv()),
        new JellyfinLook(System.getenv()));
  }

  private static void print(Findings findings, PrintWriter out) {
    for (var check : findings.checks()) {
      out.printf(
          "%-8s %-20s %s%n",
          check.verdict().name().toLowerCase(Locale.ROOT), check.name(), check.detail());
    }
    out.println(findings.healthy() ? "All that is needed works." : "Something does not work.");
  }

  /**
   * All that was found.
   *
   * @param healthy whether no check has found a problem
   */
  record Findings(boolean healthy, List<Check> checks) {

    static Findings of(List<Checkup> checkups) throws InterruptedException {
      var checks = new ArrayList<Check>();
      for (var checkup : checkups) {
        checks.addAll(looked(checkup));
      }
      return new Findings(
          checks.stream().noneMatch(check -> check.verdict() == Verdict.PROBLEM), checks);
    }

    /** A native library that does not load is something to tell, not to stop at. */
    private static List<Check> looked(Checkup checkup) throws InterruptedException {
      try {
        return checkup.run();
      } catch (LinkageError e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return List.of(
            Check.problem("native library", String.valueOf(cause).replaceAll("\\s+", " ")));
      }
    }
  }
}
