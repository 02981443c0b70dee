package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jellyscale.cli.upscale.Terminal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jellyscale jobs add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks for a video to be enlarged.",
      "With --wait the exit code tells what became of it; without, that it was taken."
    })
final class AddJob implements Callable<Integer> {
  @Mixin JobsLine line;

  @Parameters(
      paramLabel = "SOURCE",
      description = "A video below a root of the node, such as media:films/a.mkv.")
  String source;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Such as output:films/a.2x.mkv (default: named after SOURCE like that).")
  @Nullable String output;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "A model (default: the node's DEFAULT_MODEL, else swift-x2).")
  @Nullable String model;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "2, 3 or 4 times as wide and high (default: the model's own scale).")
  @Nullable Integer scale;

  @Option(
      names = "--to",
      paramLabel = "BOX",
      description = "As large as fits into 720p, 1080p, 1440p or 2160p.")
  @Nullable String to;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description = "x264, x265, svtav1, h264_nvenc, hevc_nvenc or av1_nvenc.")
  @Nullable String encoder;

  @Option(names = "--preset", paramLabel = "P", description = "Speed in the encoder's words.")
  @Nullable String preset;

  @Option(
      names = "--crf",
      paramLabel = "N",
      description = "Quality in the encoder's scale, lower is better (NVENC: CQ).")
  @Nullable Integer crf;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "cpu, cuda or tensorrt; the job waits for a node that has it.")
  @Nullable String provider;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "1 to 10, higher goes first (default: 5).")
  @Nullable Integer priority;

  @Option(
      names = "--window",
      paramLabel = "NAME",
      description = "A render window of the node: the job goes on only while it is open.")
  @Nullable String window;

  @Option(
      names = "--publish",
      paramLabel = "MODE",
      description =
          "merge, version or replace, beside the output folder (default with --item: merge).")
  @Nullable String publish;

  @Option(
      names = "--item",
      paramLabel = "ID",
      description = "Jellyfin's id of what SOURCE is the film of.")
  @Nullable String item;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "Label of a version (default: such as '2160p AI').")
  @Nullable String label;

  @Option(names = "--first", description = "A version may become the one that is played unasked.")
  boolean first;

  @Option(
      names = "--segment-frames",
      paramLabel = "N",
      description = "Most frames of a segment (default: about a minute of work).")
  @Nullable Integer segmentFrames;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Asking twice with one key makes one job.")
  @Nullable String key;

  @Option(names = "--wait", description = "Wait for the end of the job, and show how far it is.")
  boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    try (var client = line.client()) {
      Map<String, String> headers = key == null ? Map.of() : Map.of("Idempotency-Key", key);
      var job = client.send("POST", "/jobs", Optional.of(body()), headers);
      if (!wait) {
        return line.print(job, JobText::line);
      }
      var bar = new JobBar(line.err(), Terminal.isWatched(), System::nanoTime);
      return new JobWait(client, line, bar).await(job);
    }
  }

  private ObjectNode body() {
    var body = JsonNodeFactory.instance.objectNode().put("source", source);
    put(body, "output", output);
    put(body, "model", model);
    put(body, "scale", scale);
    put(body, "to", to);
    put(body, "encoder", encoder);
    put(body, "preset", preset);
    put(body, "crf", crf);
    put(body, "provider", provider);
    put(body, "priority", priority);
    put(body, "window", window);
    put(body, "publish", publish);
    put(body, "item", item);
    put(body, "label", label);
    if (first) {
      body.put("first", true);
    }
    put(body, "framesPerSegment", segmentFrames);
    return body;
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static void put(ObjectNode body, String name, @Nullable Integer value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
