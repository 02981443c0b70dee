package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.PastWork;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleKey;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What was done with files before, by the rows of jobs and of published films. */
public final class PastRows {
  private static final String IS_OURS =
      """
      SELECT 1 FROM published_file
      WHERE place = :path AND state IN ('INTENDED', 'PLACED', 'REMOVING') LIMIT 1
      """;

  private static final String IS_UNDER_WAY =
      """
      SELECT 1 FROM job WHERE source = :path AND state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED')
      LIMIT 1
      """;

  private static final String LAST_FILM =
      """
      SELECT state, model, width, height FROM published_file
      WHERE source = :path AND source_bytes = :bytes AND source_modified = :modified
      ORDER BY CASE WHEN state = 'REMOVED' THEN 1 ELSE 0 END, job DESC LIMIT 1
      """;

  private static final String WAS_ASKED =
      "SELECT 1 FROM job WHERE caller = :caller AND idempotency_key = :key";

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public PastRows(JobDatabase database) {
    this.database = database;
  }

  /** A film that was made of a file. */
  private record Film(boolean there, ModelId model, Size size) {}

  /**
   * What was done with a file.
   *
   * @param wanted about how large the rule would make it
   */
  public PastWork of(Rule rule, Place.Here file, Size wanted) {
    return database.read(handle -> of(handle, rule, file, wanted));
  }

  private static PastWork of(Handle handle, Rule rule, Place.Here file, Size wanted) {
    if (is(handle, IS_OURS, file)) {
      return new PastWork.Ours();
    }
    if (is(handle, IS_UNDER_WAY, file)) {
      return new PastWork.UnderWay();
    }
    var film = lastFilm(handle, file);
    if (film.filter(Film::there).isPresent()) {
      return made(film.get(), rule, wanted);
    }
    // A film that somebody has taken away is not made again unasked.
    return film.isPresent() || wasAsked(handle, rule, file)
        ? new PastWork.GivenUp()
        : new PastWork.None();
  }

  private static PastWork made(Film film, Rule rule, Size wanted) {
    boolean same =
        film.model().equals(rule.recipe().model()) && RuleKey.isAbout(film.size(), wanted);
    return new PastWork.Made(film.model(), same);
  }

  private static boolean is(Handle handle, String query, Place.Here file) {
    return handle
        .createQuery(query)
        .bind("path", file.path().toString())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static Optional<Film> lastFilm(Handle handle, Place.Here file) {
    return handle
        .createQuery(LAST_FILM)
        .bind("path", file.path().toString())
        .bind("bytes", file.bytes())
        .bind("modified", file.modified())
        .map(PastRows::film)
        .findOne();
  }

  private static boolean wasAsked(Handle handle, Rule rule, Place.Here file) {
    IdempotencyKey key = RuleKey.of(rule, file);
    return handle
        .createQuery(WAS_ASKED)
        .bind("caller", rule.caller())
        .bind("key", key.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static Film film(ResultSet row, StatementContext context) throws SQLException {
    return new Film(
        !row.getString("state").equals("REMOVED"),
        new ModelId(row.getString("model")),
        new Size(row.getInt("width"), row.getInt("height")));
  }
}
