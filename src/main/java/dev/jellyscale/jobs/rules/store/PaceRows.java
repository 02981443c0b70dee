package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.store.StoredJson;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.statement.StatementContext;

/** How fast jobs were rendered. */
public final class PaceRows {
  private static final String LATEST =
      """
      SELECT job.plan, sum(segment.seconds) AS seconds,
             sum(segment.end_frame - segment.first_frame) AS frames
      FROM job JOIN segment ON segment.job = job.id
      WHERE job.model = :model AND job.plan IS NOT NULL
        AND segment.state = 'DONE' AND segment.seconds IS NOT NULL
      GROUP BY job.id, job.plan ORDER BY job.id DESC LIMIT 5
      """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public PaceRows(JobDatabase database) {
    this.database = database;
  }

  /** What segments of a job took, and how many pixels of its source they were. */
  private record Pace(double seconds, double pixels) {}

  /**
   * How long a renderer took for a pixel of the source, encoding included, over the last five jobs
   * of a model; empty where there are none.
   */
  public OptionalDouble secondsPerPixel(ModelId model) {
    var paces = latest(model);
    double pixels = paces.stream().mapToDouble(Pace::pixels).sum();
    return pixels > 0
        ? OptionalDouble.of(paces.stream().mapToDouble(Pace::seconds).sum() / pixels)
        : OptionalDouble.empty();
  }

  private List<Pace> latest(ModelId model) {
    return database.read(
        handle ->
            handle.createQuery(LATEST).bind("model", model.value()).map(PaceRows::pace).list());
  }

  private static Pace pace(ResultSet row, StatementContext context) throws SQLException {
    var picture = StoredJson.read(row.getString("plan"), JobPlan.class).video().input();
    double pixels = (double) picture.width() * picture.height();
    return new Pace(row.getDouble("seconds"), row.getLong("frames") * pixels);
  }
}
