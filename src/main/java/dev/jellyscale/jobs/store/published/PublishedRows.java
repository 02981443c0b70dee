package dev.jellyscale.jobs.store.published;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Published films: found, listed, taken away. They are made by the steps of their jobs. */
public final class PublishedRows {
  private static final String MOVE =
      "UPDATE published_file SET state = :to, changed_at = :now WHERE job = :job AND state = :from";

  private static final String OPEN =
      PublishedColumns.SELECT
          + """
          WHERE changed_at < :before AND (state = 'REMOVING' OR (state = 'INTENDED' AND NOT EXISTS (
            SELECT 1 FROM job WHERE job.id = published_file.job
              AND (job.state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED')
                OR job.changed_at >= :before))))
          ORDER BY changed_at, job LIMIT :limit
          """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public PublishedRows(JobDatabase database) {
    this.database = database;
  }

  /** The film of a job. */
  public Optional<PublishedFile> find(JobId job) {
    return database.read(handle -> PublishedColumns.find(handle, job));
  }

  /**
   * A page of films, those of the newest jobs first; what is only intended is not among them.
   *
   * @param before all of them are of older jobs than this one; empty: the first page
   * @param limit most of them
   */
  public List<PublishedFile> page(Optional<JobId> before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    PublishedColumns.SELECT
                        + "WHERE job < :before AND state <> 'INTENDED' ORDER BY job DESC LIMIT :limit")
                // Behind all ids, which begin with a hexadecimal digit.
                .bind("before", before.map(JobId::value).orElse("g"))
                .bind("limit", limit)
                .map(PublishedColumns::file)
                .list());
  }

  /**
   * What was left in the middle: films that are neither here nor there, and whose jobs are over.
   *
   * @param before nothing has changed since then
   * @param limit most of them
   */
  public List<PublishedFile> open(Instant before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map(PublishedColumns::file)
                .list());
  }

  /** Whether a film went from one state to another; false: it stands elsewhere. */
  public boolean move(JobId job, State from, State to) {
    return database.change(change -> move(change, job, from, to));
  }

  static boolean move(Change change, JobId job, State from, State to) {
    return change
            .handle()
            .createUpdate(MOVE)
            .bind("to", to.name())
            .bind("from", from.name())
            .bind("now", change.now())
            .bind("job", job.value())
            .execute()
        == 1;
  }

  /** A film that was only intended has its name after all; Jellyfin hears of it where it shall. */
  public void placed(PublishedFile file) {
    database.change(change -> PublishedSteps.placed(change, file.job()));
  }

  /** A film is gone; Jellyfin hears of it where it had heard of the film. */
  public boolean removed(PublishedFile file) {
    return database.change(change -> PublishedSteps.removed(change, file));
  }

  /** Nothing came of an intention, and nothing is left of it. */
  public void forgetIntention(JobId job) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("DELETE FROM published_file WHERE job = :job AND state = 'INTENDED'")
                .bind("job", job.value())
                .execute());
  }

  /** The film's own item was merged with that of its original. */
  public void merged(JobId job, ItemId twin) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE published_file SET twin = :twin WHERE job = :job")
                .bind("twin", twin.hex())
                .bind("job", job.value())
                .execute());
  }

  /** Whether a folder was made for films. */
  public boolean isOurs(RootedPath folder) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT 1 FROM published_folder WHERE place = :place")
                .bind("place", folder.toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** A folder is gone. */
  public void forgetFolder(RootedPath folder) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("DELETE FROM published_folder WHERE place = :place")
                .bind("place", folder.toString())
                .execute());
  }
}
