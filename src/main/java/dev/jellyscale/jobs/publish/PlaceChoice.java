package dev.jellyscale.jobs.publish;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import dev.jellyscale.jobs.publish.grouping.GroupingRules;
import dev.jellyscale.jobs.publish.grouping.NewVersion;
import dev.jellyscale.jobs.publish.grouping.NewVersion.Wish;
import dev.jellyscale.jobs.publish.grouping.TitleKind;
import dev.jellyscale.jobs.publish.grouping.VersionLabel;
import dev.jellyscale.jobs.publish.grouping.VideoName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Chooses where a film goes, by what is asked for and by the original's folder as it is now. What
 * cannot be, or could harm, goes below the output root instead, and says why.
 *
 * @param jellyfin empty: none is configured
 */
public record PlaceChoice(MediaRoots roots, Optional<JellyfinServer> jellyfin) {
  /** Ends the names of originals that were replaced: Jellyfin takes no such file for a video. */
  private static final String BACKUP = ".jellyscale-original";

  /**
   * The place for a film of a planned job.
   *
   * @throws Unavailable if the root of the original is not there now
   */
  public Placing of(Job job) {
    var wanted = job.request().publish().wanted();
    try {
      return switch (wanted.orElse(PublishWish.Mode.MERGE)) {
        case MERGE -> wanted.isEmpty() ? output(job) : below(job, Optional.empty());
        case VERSION -> version(job);
        case REPLACE -> replacement(job);
      };
    } catch (Conflict | Denied | Invalid | NotFound e) {
      return instead(job, String.valueOf(e.getMessage()));
    }
  }

  private static Placing output(Job job) {
    return new Placing(Mode.OUTPUT, job.recipe().output(), Optional.empty(), Optional.empty());
  }

  /**
   * Where it goes since it cannot go where it should.
   *
   * @param reason a sentence
   */
  public Placing instead(Job job, String reason) {
    var asked = job.request().publish().wanted().orElse(PublishWish.Mode.MERGE);
    return below(job, Optional.of("Not published as '%s': %s".formatted(word(asked), reason)));
  }

  private static String word(PublishWish.Mode mode) {
    return switch (mode) {
      case MERGE -> "merge";
      case VERSION -> "version";
      case REPLACE -> "replace";
    };
  }

  private Placing below(Job job, Optional<String> why) {
    var note =
        jellyfin.isPresent()
            ? why
            : Optional.of(
                why.map(reason -> reason + "; ").orElse("")
                    + "Nothing is merged: this node has no Jellyfin server");
    var mode = jellyfin.isPresent() ? Mode.MERGE : Mode.OUTPUT;
    return new Placing(mode, job.recipe().output(), Optional.empty(), note);
  }

  private Placing version(Job job) {
    var original = original(job);
    var wish = job.request().publish();
    var label =
        wish.label()
            .map(VersionLabel::new)
            .orElseGet(() -> VersionLabel.ofHeight(plan(job).video().output().height()));
    var output = job.recipe().output().fileName();
    var source = job.recipe().source();
    var proposal =
        NewVersion.of(
            rules(),
            TitleKind.ofName(source.fileName()),
            FolderListing.of(original),
            new Wish(source.fileName(), label, VideoName.suffix(output), wish.first()));
    return switch (proposal) {
      case NewVersion.Unfit(var reason) -> instead(job, reason);
      case NewVersion.Fits(var name, var _) ->
          writable(
              new Placing(Mode.VERSION, source.sibling(name), Optional.empty(), Optional.empty()));
    };
  }

  /** What groups by the rules of 10.11 does so by those of every later version. */
  private GroupingRules rules() {
    try {
      return jellyfin
          .map(server -> GroupingRules.of(server.version()))
          .orElse(GroupingRules.V10_11);
    } catch (Unavailable _) {
      return GroupingRules.V10_11;
    }
  }

  private Placing replacement(Job job) {
    var original = original(job);
    var source = job.recipe().source();
    var suffix = VideoName.suffix(source.fileName());
    if (!suffix.equalsIgnoreCase(VideoName.suffix(job.recipe().output().fileName()))) {
      throw new Conflict("The film is no ." + suffix + ", and cannot take the original's name");
    }
    if (Files.isSymbolicLink(original)) {
      throw new Conflict("The original is a link");
    }
    requireUnchanged(original, plan(job));
    var backup = source.sibling(backupName(source.fileName()));
    if (Files.exists(original.resolveSibling(backup.fileName()), LinkOption.NOFOLLOW_LINKS)) {
      throw new Conflict("A replaced original stands there already: " + backup.fileName());
    }
    return writable(new Placing(Mode.REPLACE, source, Optional.of(backup), Optional.empty()));
  }

  private static String backupName(String name) {
    var backup = name + BACKUP;
    if (!RootedPath.isNameOfFile(backup)) {
      throw new Conflict("The original's name is too long for another one beside it");
    }
    return backup;
  }

  private Placing writable(Placing placing) {
    roots.place(placing.place());
    return placing;
  }

  /** By its own name, also where that is a link: what stands beside the name counts. */
  private Path original(Job job) {
    var source = job.recipe().source();
    if (!roots.isWritable(source.root())) {
      throw new Denied(
          "The root '%s' is not declared writable (%s)"
              .formatted(source.root(), MediaRoots.WRITABLE));
    }
    var _ = roots.source(source);
    return roots.place(source);
  }

  private static void requireUnchanged(Path original, JobPlan plan) {
    var planned = plan.source();
    try {
      if (Files.size(original) == planned.bytes()
          && Files.getLastModifiedTime(original).toMillis() == planned.modified()) {
        return;
      }
    } catch (IOException e) {
      throw new Conflict("The original cannot be looked at", e);
    }
    throw new Conflict("The original is not the file that the film was made of any more");
  }

  private static JobPlan plan(Job job) {
    return job.plan().orElseThrow(() -> new IllegalStateException("A film without a plan"));
  }
}
