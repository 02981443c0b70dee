package dev.jellyscale.cli.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.upscale.Terminal;
import dev.jellyscale.config.Places;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks whoever holds the data directory, and prints the answer. */
final class Asking {
  private static final ObjectWriter JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).build().writerFor(ModelAnswer.class);

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print one JSON object instead of lines, also of a failure.")
  boolean json;

  /** Asks, prints and gives the exit status. */
  int ask(ModelRequest request) throws InterruptedException {
    var command = spec.commandLine();
    var bar = new ByteBar(command.getErr(), Terminal.isWatched(), System::nanoTime);
    var answer = ModelLine.ask(Places.ofEnvironment(System.getenv()), request, bar);
    bar.end();
    command.getOut().println(json ? written(answer) : ModelText.of(answer));
    command.getOut().flush();
    return ExitCode.OK.code();
  }

  private static String written(ModelAnswer answer) {
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer has no JSON form: " + answer, e);
    }
  }
}
