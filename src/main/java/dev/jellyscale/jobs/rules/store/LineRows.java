package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Forecast;
import dev.jellyscale.jobs.rules.Judgement;
import dev.jellyscale.jobs.rules.Judgement.Chosen;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.rules.ScanLine;
import dev.jellyscale.jobs.rules.ScanLine.Source;
import dev.jellyscale.jobs.rules.ScanLine.Subject;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What scans say of videos, as rows. */
public final class LineRows implements ScanWork.Lines<ScanLine> {
  private static final String CHOSEN = "CHOSEN";
  private static final String REDO = "REDO";

  private static final ScanTable TABLE = new ScanTable("scan_item", "judgement");

  private static final String INSERT =
      """
      INSERT INTO scan_item (
        scan, number, item, name, source, source_bytes, source_modified, judgement, model_before,
        bytes, millis)
      VALUES (
        :scan, :number, :item, :name, :source, :sourceBytes, :sourceModified, :judgement, :before,
        :bytes, :millis)
      """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public LineRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * A page of a scan, in the order of the run.
   *
   * @param after number of the line before the page; -1: the first page
   * @param begun only lines that a job was begun for, or would be
   * @param limit most of them
   */
  public List<ScanLine> page(ScanId scan, int after, boolean begun, int limit) {
    var words = begun ? List.of(CHOSEN, REDO) : List.<String>of();
    return TABLE.page(database, new ScanTable.Part(scan, after, limit), words, LineRows::line);
  }

  /**
   * How often each word was said of the videos of a scan: {@code CHOSEN}, {@code REDO} and names of
   * {@link Reason}.
   */
  public Map<String, Integer> counts(ScanId scan) {
    return TABLE.counts(database, scan);
  }

  /**
   * What the films of a scan take together, as far as that is known.
   *
   * @param redo whether those are among them that are made anew
   */
  public Forecast sum(ScanId scan, boolean redo) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT sum(bytes) AS bytes, sum(millis) AS millis FROM scan_item
                    WHERE scan = :scan AND judgement IN ('CHOSEN', :redo)
                    """)
                .bind("scan", scan.value())
                .bind("redo", redo ? REDO : CHOSEN)
                .map((row, _) -> forecast(row))
                .one());
  }

  private static Forecast forecast(ResultSet row) throws SQLException {
    return new Forecast(number(row, "bytes"), number(row, "millis").map(Duration::ofMillis));
  }

  @Override
  public void clear(Handle handle, ScanId scan) {
    TABLE.clear(handle, scan);
  }

  @Override
  public void write(Handle handle, ScanId scan, List<ScanLine> lines) {
    var batch = handle.prepareBatch(INSERT);
    for (var line : lines) {
      var source = line.subject().source();
      batch
          .bind("scan", scan.value())
          .bind("number", line.number())
          .bind("item", line.subject().item().hex())
          .bind("name", line.subject().name())
          .bind("source", source.map(file -> file.path().toString()).orElse(null))
          .bind("sourceBytes", source.flatMap(Source::bytes).orElse(null))
          .bind("sourceModified", source.flatMap(Source::modified).orElse(null))
          .bind("judgement", word(line.judgement()))
          .bind("before", before(line.judgement()))
          .bind("bytes", line.forecast().bytes().orElse(null))
          .bind("millis", line.forecast().rendering().map(Duration::toMillis).orElse(null))
          .add();
    }
    batch.execute();
  }

  /** The word of a judgement, as rows and callers have it. */
  public static String word(Judgement judgement) {
    return switch (judgement) {
      case Chosen _ -> CHOSEN;
      case RedoOffered _ -> REDO;
      case Left(var reason) -> reason.name();
    };
  }

  private static @Nullable String before(Judgement judgement) {
    return judgement instanceof RedoOffered(var model) ? model.value() : null;
  }

  private static ScanLine line(ResultSet row, StatementContext context) throws SQLException {
    var path = Optional.ofNullable(row.getString("source")).map(RootedPath::parse);
    var bytes = number(row, "source_bytes");
    var modified = number(row, "source_modified");
    return new ScanLine(
        row.getInt("number"),
        new Subject(
            ItemId.parse(row.getString("item")),
            row.getString("name"),
            path.map(file -> new Source(file, bytes, modified))),
        judgement(row),
        forecast(row),
        Optional.ofNullable(row.getString("job")).map(JobId::new));
  }

  private static Judgement judgement(ResultSet row) throws SQLException {
    var word = row.getString("judgement");
    return switch (word) {
      case CHOSEN -> new Chosen();
      case REDO -> new RedoOffered(new ModelId(row.getString("model_before")));
      default -> new Left(Reason.valueOf(word));
    };
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
