package dev.jellyscale.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.cli.upscale.PlainText;
import dev.jellyscale.cli.upscale.ReportText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers about jobs as text for a person. */
final class JobText {
  private JobText() {}

  /** A job in one line. */
  static String line(JsonNode job) {
    return PlainText.of(
        "Job %s is %s: %s -> %s"
            .formatted(
                job.path("id").asText(),
                job.path("state").asText(),
                job.at("/recipe/source").asText(),
                job.at("/recipe/output").asText()));
  }

  /** Jobs as a table. */
  static String table(JsonNode page) {
    var lines = new ArrayList<String>();
    lines.add(row("JOB", "STATE", "PRIO", "DONE", "FPS", "LEFT", "OUTPUT"));
    for (var job : page.path("items")) {
      var progress = job.path("progress");
      lines.add(
          row(
              job.path("id").asText(),
              job.path("state").asText(),
              job.path("priority").asText(),
              done(job),
              progress.has("fps") ? oneDigit(progress.path("fps")) : "-",
              progress.has("secondsLeft")
                  ? ReportText.time(progress.path("secondsLeft").asDouble())
                  : "-",
              PlainText.of(job.at("/recipe/output").asText())));
      if (job.has("waiting")) {
        lines.add("  " + PlainText.of(job.path("waiting").asText()));
      }
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String done(JsonNode job) {
    if (job.path("state").asText().equals("published")) {
      return "100 %";
    }
    long frames = job.at("/progress/frames").asLong();
    return frames == 0 ? "-" : 100 * job.at("/progress/framesDone").asLong() / frames + " %";
  }

  private static String oneDigit(JsonNode number) {
    return String.format(Locale.ROOT, "%.1f", number.asDouble());
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-36s %-10s %4s %6s %7s %9s  %s", (Object[]) cells)
        .stripTrailing();
  }

  /** All of a job. */
  static String whole(JsonNode job) {
    var lines = new ArrayList<String>();
    add(lines, "Job", job.path("id"));
    add(lines, "State", job.path("state"));
    add(lines, "Waits", job.path("waiting"));
    add(lines, "Fault", job.at("/fault/reason"));
    add(lines, "Source", job.at("/recipe/source"));
    add(lines, "Output", job.at("/recipe/output"));
    add(lines, "Model", job.at("/recipe/model"));
    add(lines, "Priority", job.path("priority"));
    add(lines, "Window", job.path("window"));
    add(lines, "Encoder", job.at("/plan/encoder"));
    if (job.has("progress")) {
      add(lines, "Progress", JobBar.text(job.path("progress")));
      add(lines, "Segments", segments(job.at("/progress/segments")));
      job.at("/progress/devices").forEach(device -> add(lines, "Device", device));
    }
    if (job.has("file")) {
      add(lines, "Film", ReportText.size(job.at("/file/bytes").asLong()));
      add(lines, "SHA-256", job.at("/file/sha256"));
    }
    job.at("/plan/notes").forEach(note -> add(lines, "Note", note));
    return String.join(System.lineSeparator(), lines);
  }

  private static String segments(JsonNode segments) {
    var words = new ArrayList<String>();
    segments
        .properties()
        .forEach(entry -> words.add(entry.getValue().asText() + " " + entry.getKey()));
    return String.join(", ", words);
  }

  private static void add(List<String> lines, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      add(lines, name, value.asText());
    }
  }

  private static void add(List<String> lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-9s %s", name, PlainText.of(value)));
  }

  /** The queue. */
  static String queue(JsonNode queue) {
    var lines = new ArrayList<String>();
    var why = queue.path("why").asText("");
    lines.add(
        queue.path("paused").asBoolean()
            ? "The queue stands still%s".formatted(why.isEmpty() ? "." : ": " + PlainText.of(why))
            : "The queue goes on.");
    queue
        .path("jobs")
        .properties()
        .forEach(
            entry ->
                lines.add(
                    String.format(
                        Locale.ROOT, "%6d %s", entry.getValue().asInt(), entry.getKey())));
    queue
        .path("limits")
        .properties()
        .forEach(
            entry ->
                lines.add(
                    "At most %d segments of %s at a time"
                        .formatted(entry.getValue().asInt(), entry.getKey())));
    return String.join(System.lineSeparator(), lines);
  }

  /** The nodes as a table. */
  static String nodes(JsonNode nodes) {
    var lines = new ArrayList<String>();
    var form = "%-24s %-9s %5s %8s  %-16s %s";
    lines.add(
        String.format(
            Locale.ROOT, form, "NODE", "STATE", "SLOTS", "SILENT", "PROVIDERS", "DEVICES"));
    for (var node : nodes.path("items")) {
      lines.add(
          String.format(
              Locale.ROOT,
              form,
              node.path("name").asText(),
              state(node),
              node.path("slots").asText(),
              oneDigit(node.path("secondsSilent")) + " s",
              words(node.path("providers")),
              PlainText.of(words(node.path("devices")))));
      node.path("segments").forEach(segment -> lines.add("  " + atWork(segment)));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String state(JsonNode node) {
    if (!node.path("alive").asBoolean()) {
      return "silent";
    }
    return node.path("draining").asBoolean() ? "draining" : "alive";
  }

  /** Words of a list, with commas. */
  static String words(JsonNode list) {
    var words = new ArrayList<String>();
    list.forEach(word -> words.add(word.asText()));
    return String.join(", ", words);
  }

  private static String atWork(JsonNode segment) {
    var fps = segment.has("fps") ? ", " + oneDigit(segment.path("fps")) + " fps" : "";
    return "segment %s of %s: frame %s of %s%s"
        .formatted(
            segment.path("segment").asText(),
            segment.path("job").asText(),
            segment.path("framesDone").asText("0"),
            segment.path("frames").asText(),
            fps);
  }
}
