package dev.jellyscale.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jellyscale.cli.upscale.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a node says of rules and scans, as lines for people. */
final class RuleText {
  private static final String RULES = "%-24s %-8s %7s  %-22s %s";
  private static final String SCANS = "%-36s %-9s %-4s %s";
  private static final String VIDEOS = "%-14s %-36s %s";
  private static final String PICTURES = "%-14s %-9s %-10s %-10s %s";
  private static final String ARTWORK = "%-36s %-9s %-9s %-10s %-10s %s";

  private RuleText() {}

  /** Rules as a table. */
  static String rules(JsonNode list) {
    return table(
        list,
        row(RULES, "RULE", "OF", "CEILING", "NEXT RUN", "MODEL"),
        rule ->
            row(
                RULES,
                word(rule, "name"),
                rule.has("artwork") ? "pictures" : "videos",
                word(rule, "ceiling"),
                rule.path("nextRun").asText("-"),
                word(rule, "model")));
  }

  /** All members of a rule, a line for each. */
  static String whole(JsonNode rule) {
    var lines = new ArrayList<String>();
    rule.properties().forEach(member -> lines.add(line(member)));
    return lines(lines);
  }

  private static String line(Map.Entry<String, JsonNode> member) {
    var value = member.getValue();
    return row("%-10s %s", member.getKey(), value.isTextual() ? value.asText() : value.toString());
  }

  /** Scans as a table. */
  static String scans(JsonNode list) {
    return table(
        list,
        row(SCANS, "SCAN", "STATE", "DRY", "ASKED FOR"),
        scan ->
            row(
                SCANS,
                word(scan, "id"),
                word(scan, "state"),
                scan.path("dry").asBoolean() ? "dry" : "-",
                word(scan, "createdAt")));
  }

  /** How a scan stands. */
  static String scan(JsonNode scan) {
    var lines = new ArrayList<String>();
    lines.add("Scan %s: %s".formatted(word(scan, "id"), word(scan, "state")));
    if (scan.has("why")) {
      lines.add(PlainText.of(word(scan, "why")));
    }
    for (var sort : List.of("videos", "pictures")) {
      scan.path(sort)
          .properties()
          .forEach(
              one ->
                  lines.add(
                      String.format(
                          Locale.ROOT,
                          "%6d %s %s",
                          one.getValue().asInt(),
                          sort,
                          PlainText.of(one.getKey()))));
    }
    if (scan.has("renderingSeconds")) {
      lines.add("About " + word(scan, "renderingSeconds") + " s of rendering");
    }
    if (scan.has("bytes")) {
      lines.add("About " + word(scan, "bytes") + " bytes of films");
    }
    return lines(lines);
  }

  /** Videos of a scan as a table. */
  static String videos(JsonNode list) {
    return table(
        list,
        row(VIDEOS, "JUDGEMENT", "JOB", "VIDEO"),
        video ->
            row(
                VIDEOS,
                word(video, "judgement"),
                video.path("job").asText("-"),
                video.path("source").asText(word(video, "name"))));
  }

  /** Pictures of a scan as a table. */
  static String pictures(JsonNode list) {
    return table(
        list,
        row(PICTURES, "JUDGEMENT", "KIND", "BEFORE", "AFTER", "ITEM"),
        picture ->
            row(
                PICTURES,
                word(picture, "judgement"),
                word(picture, "kind"),
                picture.path("before").asText("-"),
                picture.path("after").asText("-"),
                word(picture, "name")));
  }

  /** Pictures that rules have enlarged as a table. */
  static String artworks(JsonNode list) {
    return table(
        list, row(ARTWORK, "ID", "STATE", "KIND", "BEFORE", "AFTER", "ITEM"), RuleText::artwork);
  }

  /** One of them. */
  static String artwork(JsonNode picture) {
    return row(
        ARTWORK,
        word(picture, "id"),
        word(picture, "state"),
        word(picture, "kind"),
        picture.at("/before/size").asText(),
        picture.at("/after/size").asText(),
        word(picture, "name"));
  }

  private static String word(JsonNode node, String member) {
    return node.path(member).asText();
  }

  private interface Row {
    String of(JsonNode node);
  }

  private static String table(JsonNode list, String head, Row row) {
    var lines = new ArrayList<String>();
    lines.add(head);
    list.path("items").forEach(one -> lines.add(row.of(one)));
    return lines(lines);
  }

  private static String row(String form, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = PlainText.of(cells[i]);
    }
    return String.format(Locale.ROOT, form, (Object[]) cells).stripTrailing();
  }

  private static String lines(List<String> lines) {
    return String.join(System.lineSeparator(), lines);
  }
}
