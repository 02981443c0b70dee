package dev.jellyscale.jobs.store;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many segments of a model all nodes together render at most. */
public final class ModelLimitRows {
  private static final int MOST = 1000;

  private final JobDatabase database;

  ModelLimitRows(JobDatabase database) {
    this.database = database;
  }

  /** All limits by model, in the order of their ids; a model that is missing has none. */
  public Map<ModelId, Integer> all() {
    var limits = new LinkedHashMap<ModelId, Integer>();
    database.read(
        handle ->
            handle
                .createQuery("SELECT model, segments FROM model_limit ORDER BY model")
                .map(
                    (row, _) ->
                        limits.put(new ModelId(row.getString("model")), row.getInt("segments")))
                .list());
    return limits;
  }

  /**
   * Limits a model. What runs already is finished.
   *
   * @param segments at a time, from 1 to 1000
   * @throws Invalid if it is another number
   */
  public void put(ModelId model, int segments) {
    if (segments < 1 || segments > MOST) {
      throw new Invalid("segments=%d is not between 1 and %d".formatted(segments, MOST));
    }
    database.change(
        change ->
            change
                .handle()
                .createUpdate(
                    """
                    INSERT INTO model_limit (model, segments) VALUES (:model, :segments)
                    ON CONFLICT (model) DO UPDATE SET segments = excluded.segments
                    """)
                .bind("model", model.value())
                .bind("segments", segments)
                .execute());
  }

  /** Takes a limit back; false where there was none. */
  public boolean remove(ModelId model) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate("DELETE FROM model_limit WHERE model = :model")
                    .bind("model", model.value())
                    .execute()
                == 1);
  }

  /**
   * Whether one more segment of a job's model may run; nobody else finds that out for the same
   * model until the transaction ends.
   */
  static boolean hasRoom(Change change, JobId job) {
    var limit =
        change
            .handle()
            .createQuery(
                """
                SELECT segments FROM model_limit
                WHERE model = (SELECT model FROM job WHERE id = :job)
                """
                    + change.locking())
            .bind("job", job.value())
            .mapTo(Integer.class)
            .findOne();
    return limit.isEmpty() || running(change, job) < limit.get();
  }

  private static int running(Change change, JobId job) {
    return change
        .handle()
        .createQuery(
            """
            SELECT count(*) FROM segment JOIN job ON job.id = segment.job
            WHERE segment.state = 'RUNNING' AND segment.state IN ('RUNNING', 'RENDERED')
              AND job.model = (SELECT model FROM job WHERE id = :job)
            """)
        .bind("job", job.value())
        .mapTo(Integer.class)
        .one();
  }
}
