package dev.jellyscale.cli.doctor;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.check.JellyfinCheckup;
import dev.jellyscale.jellyfin.check.JellyfinFinding;
import java.util.List;
import java.util.Map;

/** The Jellyfin server that the environment names; nothing where it names none. */
record JellyfinLook(Map<String, String> environment) implements Checkup {

  @Override
  public List<Check> run() {
    try {
      var settings = JellyfinSettings.of(environment);
      return settings.isEmpty() ? List.of() : looked(settings.get());
    } catch (Invalid e) {
      return List.of(Check.problem("jellyfin settings", String.valueOf(e.getMessage())));
    }
  }

  private List<Check> looked(JellyfinSettings settings) {
    var roots = MediaRoots.of(environment);
    var probe = JellyfinSettings.probeItem(environment);
    try (var server = new JellyfinServer(settings)) {
      return new JellyfinCheckup(server, roots, probe)
          .run().stream().map(JellyfinLook::check).toList();
    }
  }

  private static Check check(JellyfinFinding finding) {
    var detail = finding.detail() + finding.where().map(path -> " (" + path + ")").orElse("");
    var name = finding.topic().words();
    return switch (finding.grade()) {
      case OK -> Check.ok(name, detail);
      case WARNING -> Check.warning(name, detail + ". " + finding.fix());
      case PROBLEM -> Check.problem(name, detail + ". " + finding.fix());
    };
  }
}
