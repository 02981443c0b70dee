package dev.jellyscale.cli.models;

import dev.jellyscale.cli.upscale.PlainText;
import dev.jellyscale.cli.upscale.ReportText;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.ModelView.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers as text for a person. */
final class ModelText {

  private ModelText() {}

  static String of(ModelAnswer answer) {
    return String.join(
        System.lineSeparator(),
        switch (answer) {
          case ModelAnswer.Listed listed -> list(listed);
          case ModelAnswer.Told told -> told(told);
          case ModelAnswer.Inspected inspected -> inspected(inspected);
          case ModelAnswer.Removed removed -> removed(removed);
          case ModelAnswer.Measured measured -> measured(measured);
          case ModelAnswer.Recommended recommended -> recommended(recommended);
          case ModelAnswer.Located located -> List.of(located.model());
          case ModelAnswer.CleanedUp cleaned -> cleaned(cleaned);
        });
  }

  private static List<String> list(ModelAnswer.Listed listed) {
    var lines = new ArrayList<String>();
    lines.add(row("MODEL", "STATE", "SCALE", "FROM", "SIZE", "LICENCE", "SPEED"));
    listed.models().forEach(model -> lines.add(row(model)));
    for (var model : listed.models()) {
      if (!model.aliases().isEmpty()) {
        lines.add("");
        lines.add(model.id() + " stands in for " + String.join(", ", model.aliases()));
      }
    }
    lines.add("");
    lines.add("Installed models take " + ReportText.size(listed.diskBytes()) + ".");
    return lines;
  }

  private static String row(ModelView model) {
    return row(
        model.id(),
        model.state().name(),
        "x" + model.scale(),
        model.file().origin(),
        model.file().bytes() == 0 ? "-" : ReportText.size(model.file().bytes()),
        licence(model),
        model.speeds().isEmpty()
            ? "-"
            : String.join(", ", model.speeds().stream().map(ModelText::shortSpeed).toList()));
  }

  private static String licence(ModelView model) {
    return model
        .licence()
        .map(terms -> terms.spdx() + (terms.commercialUse() ? "" : " (not commercial)"))
        .orElse("-");
  }

  private static String shortSpeed(Speed speed) {
    return String.format(Locale.ROOT, "%dp %.1f fps", speed.height(), speed.framesPerSecond());
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-24s %-11s %-6s %-10s %-9s %-18s %s", (Object[]) cells)
        .stripTrailing();
  }

  private static List<String> told(ModelAnswer.Told told) {
    var model = told.model();
    var lines = substituted(model.id(), told.substitutedFor());
    var note = model.state().note().map(words -> ": " + words).orElse("");
    lines.add(
        "%s (x%d, %s) is %s%s"
            .formatted(model.id(), model.scale(), model.kind(), model.state().name(), note));
    model.file().sha256().ifPresent(sha256 -> lines.add("SHA-256 " + sha256));
    return lines;
  }

  private static List<String> substituted(String model, Optional<String> asked) {
    var lines = new ArrayList<String>();
    asked.ifPresent(id -> lines.add(model + " stands in for " + id + "."));
    return lines;
  }

  private static List<String> inspected(ModelAnswer.Inspected inspected) {
    var traits = inspected.traits();
    return List.of(
        "File        " + PlainText.of(inspected.file()) + ", " + ReportText.size(inspected.bytes()),
        "SHA-256     " + inspected.sha256(),
        "Scale       x" + traits.scale(),
        "Images      %s, %s, %s, %s, %s"
            .formatted(
                word(traits.kind()),
                word(traits.layout()),
                word(traits.elementType()),
                range(traits),
                word(traits.order())),
        "Computes    in " + computes(traits),
        "Size        " + traits.fixedSize().map(ModelTraits.Size::toString).orElse("any"),
        "Sees        "
            + (traits.receptiveField().isPresent()
                ? traits.receptiveField().getAsInt() + " pixels around"
                : "the whole picture, or unknown"),
        "Opset       " + traits.opset(),
        "Parameters  " + traits.parameters());
  }

  private static String computes(ModelTraits traits) {
    return switch (traits.precision()) {
      case FLOAT -> "floating point";
      case INT8 -> "numbers of 8 bits";
    };
  }

  private static String range(ModelTraits traits) {
    return switch (traits.range()) {
      case ZERO_TO_1 -> "0..1";
      case ZERO_TO_255 -> "0..255";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> removed(ModelAnswer.Removed removed) {
    var lines = substituted(removed.model(), removed.substitutedFor());
    lines.add(removed.model() + " is removed, " + ReportText.size(removed.bytes()) + " are free.");
    return lines;
  }

  private static List<String> measured(ModelAnswer.Measured measured) {
    var lines = substituted(measured.model(), measured.substitutedFor());
    for (var speed : measured.speeds()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %8.1f fps  %9s  %-8s %s",
              speed.width() + "x" + speed.height(),
              speed.framesPerSecond(),
              memory(speed),
              speed.provider(),
              speed.measuredAt()));
    }
    return lines;
  }

  private static String memory(Speed speed) {
    var bytes = speed.memoryBytes();
    return bytes.isPresent() ? ReportText.size(bytes.getAsLong()) : "unknown";
  }

  private static List<String> recommended(ModelAnswer.Recommended recommended) {
    var model = recommended.model();
    var lines = substituted(model.orElse("Nothing"), recommended.substitutedFor());
    lines.add(
        model.map(id -> id + ", x" + recommended.scale()).orElse("No model")
            + ": "
            + recommended.reason());
    recommended
        .passedOver()
        .forEach(other -> lines.add("Not " + other.model() + ": " + other.reason()));
    return lines;
  }

  private static List<String> cleaned(ModelAnswer.CleanedUp cleaned) {
    var lines = new ArrayList<String>();
    var verb = cleaned.dryRun() ? "Would remove " : "Removed ";
    for (var model : cleaned.removed()) {
      lines.add(verb + model.model() + ", " + ReportText.size(model.bytes()));
    }
    if (cleaned.removed().isEmpty()) {
      lines.add(cleaned.dryRun() ? "Nothing would be removed." : "Nothing was removed.");
    }
    cleaned.kept().forEach(kept -> lines.add("Kept " + kept.model() + ": " + kept.reason()));
    cleaned.foreign().forEach(file -> lines.add("Not ours, left alone: " + PlainText.of(file)));
    return lines;
  }
}
