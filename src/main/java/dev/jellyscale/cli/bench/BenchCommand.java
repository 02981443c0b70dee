package dev.jellyscale.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.cli.ExitCode;
import dev.jellyscale.cli.OptionRange;
import dev.jellyscale.cli.TemporaryFolder;
import dev.jellyscale.cli.facadebench.FacadeBenchCommand;
import dev.jellyscale.cli.frame.FrameCommand;
import dev.jellyscale.cli.jobsbench.JobsBenchCommand;
import dev.jellyscale.cli.quality.QualityCommand;
import dev.jellyscale.cli.service.ServiceCommand;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.video.request.EncoderName;
import dev.jellyscale.video.request.EncoderRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the speed of every stage on this machine. */
@Command(
    name = "bench",
    subcommands = {
      QualityCommand.class,
      FrameCommand.class,
      ServiceCommand.class,
      JobsBenchCommand.class,
      FacadeBenchCommand.class
    },
    mixinStandardHelpOptions = true,
    description =
        "Measures decoding, inference, encoding, the whole pipeline and verification on a clip that"
            + " it makes, and compares with a Lanczos resize and with frames that travel as PNG"
            + " over HTTP. Takes minutes; run it on an idle machine.")
public final class BenchCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
  private static final int LEAST_FRAMES = 2;
  private static final int MOST_FRAMES = 100_000;
  private static final int MOST_ROUNDS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "640x360",
      description = "Size of the clip in pixels, both even (default: ${DEFAULT-VALUE}).")
  private String size = "";

  @Option(
      names = "--frames",
      defaultValue = "240",
      description = "Length of the clip in frames (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description =
          "How often everything is measured; the median counts" + " (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--model",
      paramLabel = "ID|FILE",
      defaultValue = "swift-x2",
      description = "Shipped model or ONNX file (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--device",
      defaultValue = EngineChoice.AUTO,
      description = "auto, tensorrt, cuda or cpu (default: ${DEFAULT-VALUE}).")
  private String device = "";

  @Option(
      names = "--encoder",
      defaultValue = "x264",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private EncoderName encoder = EncoderName.X264;

  @Option(
      names = "--preset",
      description = "In the encoder's own words (default: veryfast for x264, else the encoder's).")
  private Optional<String> preset = Optional.empty();

  @Option(names = "--crf", description = "Constant quality in the encoder's own scale.")
  private Optional<Integer> crf = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var folder = TemporaryFolder.make("bench")) {
      var report = new Bench(request(), folder.path(), this::tell).run();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(JsonMapper.builder().build().writeValueAsString(report));
      } else {
        new BenchTable(report, out).print();
      }
      return ExitCode.OK.code();
    }
  }

  private void tell(String step) {
    spec.commandLine().getErr().println("bench: " + step + " ...");
  }

  private Bench.Request request() {
    var match = SIZE.matcher(size);
    if (!match.matches()) {
      throw new Invalid("--size=" + size + " is not like 640x360");
    }
    int width = Integer.parseInt(match.group(1));
    int height = Integer.parseInt(match.group(2));
    if (width % 2 != 0 || height % 2 != 0) {
      throw new Invalid("--size=" + size + " is odd");
    }
    OptionRange.require("--frames", frames, LEAST_FRAMES, MOST_FRAMES);
    OptionRange.require("--rounds", rounds, 1, MOST_ROUNDS);
    return new Bench.Request(
        width, height, frames, rounds, new EngineChoice(model, device), encoding());
  }

  private EncoderRequest encoding() {
    var speed = preset;
    if (speed.isEmpty() && encoder == EncoderName.X264) {
      speed = Optional.of("veryfast");
    }
    var quality = crf.isPresent() ? OptionalInt.of(crf.get()) : OptionalInt.empty();
    return new EncoderRequest(Optional.of(encoder), speed, quality);
  }
}
