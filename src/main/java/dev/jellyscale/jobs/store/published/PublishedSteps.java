package dev.jellyscale.jobs.store.published;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.publish.errand.Errand;
import dev.jellyscale.jobs.store.database.Change;
import java.time.Duration;
import java.util.List;

/** What changes of published films are made of; each inside the transaction of a job's change. */
public final class PublishedSteps {
  private static final String FORGET =
      """
      DELETE FROM published_file
      WHERE job = :job AND NOT (state IN ('PLACED', 'REMOVING') AND backup IS NOT NULL)
      """;

  private PublishedSteps() {}

  /**
   * Writes down where a film goes, before anything is done; what was intended before is replaced,
   * but not what tells of an original that was replaced.
   *
   * @param folders that will be made for it
   */
  public static void intend(Change change, PublishedFile file, List<RootedPath> folders) {
    change.handle().createUpdate(FORGET).bind("job", file.job().value()).execute();
    PublishedColumns.bind(change.handle().createUpdate(PublishedColumns.INSERT), file)
        .bind("now", change.now())
        .execute();
    for (var folder : folders) {
      change
          .handle()
          .createUpdate(
              "INSERT INTO published_folder (place, made_at) VALUES (:place, :now)"
                  + " ON CONFLICT DO NOTHING")
          .bind("place", folder.toString())
          .bind("now", change.now())
          .execute();
    }
  }

  /** A film has its name. */
  public static boolean placed(Change change, JobId job) {
    boolean moved = PublishedRows.move(change, job, State.INTENDED, State.PLACED);
    if (moved && isTold(change, job)) {
      ErrandRows.add(change, job, Errand.Kind.TELL, Duration.ZERO);
    }
    return moved;
  }

  private static boolean isTold(Change change, JobId job) {
    return PublishedColumns.find(change.handle(), job)
        .filter(file -> file.listing().told())
        .isPresent();
  }

  /** A film is gone: what was to be told of it is not told any more, but that it is gone. */
  static boolean removed(Change change, PublishedFile file) {
    boolean moved = PublishedRows.move(change, file.job(), State.REMOVING, State.REMOVED);
    if (moved && file.listing().told()) {
      ErrandRows.drop(change, file.job());
      boolean merged = file.listing().twin().isPresent();
      ErrandRows.add(
          change, file.job(), merged ? Errand.Kind.SPLIT : Errand.Kind.TELL, Duration.ZERO);
    }
    return moved;
  }
}
