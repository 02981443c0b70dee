package dev.jellyscale.jellyfin.check;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.Identity;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.PathMap;
import dev.jellyscale.jellyfin.ServiceKey;
import dev.jellyscale.jellyfin.check.JellyfinFinding.Grade;
import dev.jellyscale.jellyfin.check.JellyfinFinding.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a server as it is set: whether it answers, takes our key, and has files where the path
 * map says. Never throws for what it finds.
 *
 * @param roots of this node
 * @param probe an item whose file is looked for
 */
public record JellyfinCheckup(JellyfinServer server, MediaRoots roots, Optional<ItemId> probe) {
  private static final String MAKE_A_KEY =
      "Make one in Jellyfin (Dashboard, API Keys), and name its file by "
          + JellyfinSettings.KEY_FILE;

  /** All that was found; what rests upon a problem is left out. */
  public List<JellyfinFinding> run() {
    var findings = new ArrayList<JellyfinFinding>();
    findings.add(answers());
    if (isWell(findings)) {
      findings.add(server.settings().key().map(this::key).orElseGet(JellyfinCheckup::noKey));
    }
    findings.addAll(paths());
    if (isWell(findings) && server.settings().key().isPresent()) {
      findings.add(probed());
    }
    return List.copyOf(findings);
  }

  private static boolean isWell(List<JellyfinFinding> findings) {
    return findings.stream().noneMatch(finding -> finding.grade() == Grade.PROBLEM);
  }

  private JellyfinFinding answers() {
    try {
      var version = server.version();
      return version.isAtLeast(10, 11)
          ? JellyfinFinding.ok(Topic.SERVER, "It answers, and is version " + version)
          : JellyfinFinding.warning(
              Topic.SERVER,
              "It answers, but version %s is older than what this program knows".formatted(version),
              "Use Jellyfin 10.11 or later");
    } catch (Unavailable e) {
      return JellyfinFinding.problem(
          Topic.SERVER,
          String.valueOf(e.getMessage()),
          JellyfinSettings.URL
              + " has to be the address of the server itself, with its base path if it has one");
    }
  }

  private static JellyfinFinding noKey() {
    return JellyfinFinding.warning(
        Topic.KEY, "None is set: no file is found, and nobody is seen watching", MAKE_A_KEY);
  }

  private JellyfinFinding key(ServiceKey key) {
    try {
      return switch (server.whoIs(key.token())) {
        case Identity.User(_, _, boolean administrator) when administrator ->
            JellyfinFinding.warning(
                Topic.KEY,
                "It is accepted, but it is the token of an administrator's device, and ends with it",
                MAKE_A_KEY);
        case Identity.User _ ->
            JellyfinFinding.problem(
                Topic.KEY, "It is the token of a user who is no administrator", MAKE_A_KEY);
        case Identity.KeyWithoutUser _ when server.isKey(key.token()) ->
            JellyfinFinding.ok(Topic.KEY, "It is accepted, and is an API key");
        case Identity.KeyWithoutUser _, Identity.Unknown _ ->
            JellyfinFinding.problem(Topic.KEY, "Jellyfin does not take it", MAKE_A_KEY);
      };
    } catch (Unavailable e) {
      return JellyfinFinding.problem(
          Topic.KEY, String.valueOf(e.getMessage()), "Ask again when the server answers");
    }
  }

  private List<JellyfinFinding> paths() {
    var entries = server.settings().paths().entries();
    if (entries.isEmpty()) {
      return List.of(
          JellyfinFinding.warning(
              Topic.PATHS,
              "No folder of Jellyfin is named, so that no file of it is found here",
              "Set " + JellyfinSettings.PATHS + ", such as /media=media"));
    }
    var findings = new ArrayList<JellyfinFinding>();
    entries.forEach(entry -> wrong(entry).ifPresent(findings::add));
    if (findings.isEmpty()) {
      findings.add(
          JellyfinFinding.ok(
              Topic.PATHS, "Each of its folders that is named is a root of this node"));
    }
    return findings;
  }

  private Optional<JellyfinFinding> wrong(PathMap.Entry entry) {
    if (!roots.folders().containsKey(entry.root())) {
      return Optional.of(
          JellyfinFinding.problem(
                  Topic.PATHS,
                  "The path map names the root '%s', which this node has not"
                      .formatted(entry.root()),
                  "Name it by %s, or another one by %s"
                      .formatted(MediaRoots.SOURCES, JellyfinSettings.PATHS))
              .at(entry.theirs()));
    }
    return Optional.ofNullable(roots.troubles().get(entry.root()))
        .map(
            trouble ->
                JellyfinFinding.problem(
                        Topic.PATHS, trouble, "Mount its disk, or let this user read it")
                    .at(entry.theirs()));
  }

  private JellyfinFinding probed() {
    return probe
        .map(item -> new ProbeCheck(server, roots, item).run())
        .orElseGet(
            () ->
                JellyfinFinding.warning(
                    Topic.PROBE,
                    "No item is named by which the path map could be checked",
                    "Set %s to the id that stands in the address of a film's page"
                        .formatted(JellyfinSettings.PROBE_ITEM)));
  }
}
