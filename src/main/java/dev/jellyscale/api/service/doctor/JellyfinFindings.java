package dev.jellyscale.api.service.doctor;

import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.check.JellyfinCheckup;
import dev.jellyscale.jellyfin.check.JellyfinFinding;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The node's Jellyfin server; nothing where none is named. No path is told. */
@Singleton
class JellyfinFindings {
  private final NodeJellyfin jellyfin;
  private final MediaRoots roots;
  private final Optional<ItemId> probe;

  JellyfinFindings(NodeJellyfin jellyfin, MediaRoots roots, Config config) {
    this.jellyfin = jellyfin;
    this.roots = roots;
    probe =
        config
            .getOptionalValue(JellyfinSettings.PROBE_ITEM, String.class)
            .flatMap(id -> JellyfinSettings.probeItem(Map.of(JellyfinSettings.PROBE_ITEM, id)));
  }

  List<Finding> all() {
    return jellyfin
        .server()
        .map(server -> new JellyfinCheckup(server, roots, probe).run())
        .orElse(List.of())
        .stream()
        .map(JellyfinFindings::finding)
        .toList();
  }

  private static Finding finding(JellyfinFinding found) {
    var name = found.topic().words().replace(' ', '_');
    return switch (found.grade()) {
      case OK -> Finding.ok(name, found.detail());
      case WARNING -> Finding.warn(name, found.detail(), found.fix());
      case PROBLEM -> Finding.fail(name, found.detail(), found.fix());
    };
  }
}
