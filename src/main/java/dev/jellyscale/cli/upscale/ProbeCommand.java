package dev.jellyscale.cli.upscale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.protocol.SourceFacts;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jellyscale probe FILE}. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = "Tells what a video file holds, as far as upscaling is concerned.")
public final class ProbeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A video.")
  Path file;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  boolean json;

  @Option(names = "--allow-damaged", description = "Describe a damaged file as far as it goes.")
  boolean allowDamaged;

  @Override
  public Integer call() throws JsonProcessingException {
    var facts = SourceProbe.probe(file, new ProbeOptions(allowDamaged)).facts();
    var out = spec.commandLine().getOut();
    out.println(json ? JSON.writeValueAsString(SourceView.of(facts)) : text(facts));
    return ExitCode.OK.code();
  }

  private static String text(SourceFacts facts) {
    return SourceText.of(SourceView.of(facts));
  }
}
