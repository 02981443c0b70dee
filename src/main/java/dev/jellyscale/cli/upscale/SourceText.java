package dev.jellyscale.cli.upscale;

import java.util.Locale;

/** What a source holds, as text for a person. */
final class SourceText {
  private SourceText() {}

  static String of(SourceView source) {
    var video = source.video();
    var text = new StringBuilder();
    row(text, "File", source.file() + ", " + ReportText.size(source.bytes()));
    row(
        text,
        "Holds",
        "%s, %s, %d chapters"
            .formatted(source.container(), ReportText.time(source.seconds()), source.chapters()));
    row(
        text,
        "Video",
        "%dx%d %s, %s, %s"
            .formatted(
                video.width(), video.height(), video.codec(), video.pixels(), video.colour()));
    row(
        text,
        "Frames",
        "%d, %s a second, pixels %s, turned by %d degrees%s%s"
            .formatted(
                video.frames(),
                video.frameRate(),
                video.sampleAspect(),
                video.rotation(),
                video.interlaced() ? ", interlaced" : "",
                video.hdr10() ? ", HDR10" : ""));
    for (var stream : source.streams()) {
      row(text, "Stream", stream(stream));
    }
    source.warnings().forEach(warning -> row(text, "Note", warning));
    return text.toString().stripTrailing();
  }

  private static String stream(SourceView.Stream stream) {
    var language = stream.metadata().getOrDefault("language", "");
    var title = stream.metadata().getOrDefault("title", "");
    return "%d %s %s %s %s"
        .formatted(stream.index(), stream.kind(), stream.codec(), language, title)
        .strip();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-8s%s%n", name, value.replaceAll("\\p{Cntrl}", "?")));
  }
}
