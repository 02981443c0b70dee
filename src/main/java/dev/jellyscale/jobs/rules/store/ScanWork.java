package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The steps of scans. Whoever has claimed a scan is fenced by the number of his attempt: a node
 * that was taken for dead writes nothing more.
 */
public final class ScanWork {
  /** A node that has not told of a scan for so long is taken for dead. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private static final int LINES_AT_ONCE = 500;

  private static final String CLAIMABLE =
      """
      WHERE artwork = :artwork AND (
        state = 'WAITING' OR (state IN ('LOOKING', 'BEGINNING') AND seen_at < :silent))
      ORDER BY id LIMIT 1
      """;

  private static final String CLAIM =
      """
      UPDATE scan SET attempt = attempt + 1, node = :node, seen_at = :now, changed_at = :now,
        state = CASE WHEN state = 'BEGINNING' THEN 'BEGINNING' ELSE 'LOOKING' END
      WHERE id = :id
      """;

  private final JobDatabase database;

  /** The scans of a database, which somebody else closes. */
  public ScanWork(JobDatabase database) {
    this.database = database;
  }

  /**
   * A scan that is ours.
   *
   * @param attempt number of it
   */
  public record Claim(Scan scan, int attempt) {}

  /**
   * What a scan says of what it has found, as rows.
   *
   * @param <L> what it says of one
   */
  public interface Lines<L> {
    /** Forgets what was said. */
    void clear(Handle handle, ScanId scan);

    /** Writes some of it. */
    void write(Handle handle, ScanId scan, List<L> lines);
  }

  /** Takes the oldest scan of videos that nobody is at; empty where there is none. */
  public Optional<Claim> claim(NodeName node) {
    return claim(node, false);
  }

  /**
   * Takes the oldest scan that nobody is at; empty where there is none, and then only reads.
   *
   * @param artwork whether of pictures; else of videos
   */
  public Optional<Claim> claim(NodeName node, boolean artwork) {
    if (!isClaimable(artwork)) {
      return Optional.empty();
    }
    return database.change(
        change ->
            change
                .handle()
                .createQuery(ScanRows.SELECT + CLAIMABLE + change.locking())
                .bind("artwork", artwork ? 1 : 0)
                .bind("silent", change.now() - SILENCE.toMillis())
                .map(ScanRows::scan)
                .findOne()
                .map(scan -> claimed(change, scan, node)));
  }

  private boolean isClaimable(boolean artwork) {
    long silent = database.clock().millis() - SILENCE.toMillis();
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM scan " + CLAIMABLE)
                .bind("artwork", artwork ? 1 : 0)
                .bind("silent", silent)
                .mapTo(String.class)
                .findOne()
                .isPresent());
  }

  private static Claim claimed(Change change, Scan scan, NodeName node) {
    change
        .handle()
        .createUpdate(CLAIM)
        .bind("id", scan.id().value())
        .bind("node", node.value())
        .bind("now", change.now())
        .execute();
    int attempt =
        change
            .handle()
            .createQuery("SELECT attempt FROM scan WHERE id = :id")
            .bind("id", scan.id().value())
            .mapTo(Integer.class)
            .one();
    var state = scan.state() == Scan.State.BEGINNING ? scan.state() : Scan.State.LOOKING;
    return new Claim(
        new Scan(scan.id(), scan.rule(), scan.kind(), state, scan.why(), scan.createdAt()),
        attempt);
  }

  /** Tells that the scan goes on; false where it is ours no more. */
  public boolean alive(Claim claim) {
    return database.change(change -> step(change, claim, "state = state"));
  }

  /**
   * Writes down what is to be done. From now on that is done and nothing else, whoever does it.
   *
   * @return false where the scan is ours no more
   */
  public <L> boolean decided(Claim claim, Lines<L> rows, List<L> lines) {
    var scan = claim.scan().id();
    boolean ours = within(claim, handle -> rows.clear(handle, scan));
    for (int from = 0; ours && from < lines.size(); from += LINES_AT_ONCE) {
      var part = lines.subList(from, Math.min(from + LINES_AT_ONCE, lines.size()));
      ours = within(claim, handle -> rows.write(handle, scan, part));
    }
    return ours && database.change(change -> step(change, claim, "state = 'BEGINNING'"));
  }

  private boolean within(Claim claim, Consumer<Handle> writing) {
    return database.change(
        change -> {
          boolean ours = goesOn(change, claim);
          if (ours) {
            writing.accept(change.handle());
          }
          return ours;
        });
  }

  /** The same as {@link #alive}, inside a transaction that writes something of the scan. */
  public boolean goesOn(Change change, Claim claim) {
    return step(change, claim, "state = state");
  }

  /**
   * Tells that a job was begun for a line.
   *
   * @return false where the scan is ours no more
   */
  public boolean begun(Claim claim, int line, JobId job) {
    return tell(claim, line, "job", job.value());
  }

  /**
   * Tells that a line is left after all.
   *
   * @return false where the scan is ours no more
   */
  public boolean left(Claim claim, int line, Reason reason) {
    return tell(claim, line, "judgement", reason.name());
  }

  private boolean tell(Claim claim, int line, String column, String value) {
    return database.change(
        change -> {
          if (!step(change, claim, "state = state")) {
            return false;
          }
          change
              .handle()
              .createUpdate(
                  "UPDATE scan_item SET "
                      + column
                      + " = :value WHERE scan = :id AND number = :line")
              .bind("value", value)
              .bind("id", claim.scan().id().value())
              .bind("line", line)
              .execute();
          return true;
        });
  }

  /** All is done. */
  public void done(Claim claim) {
    database.change(change -> step(change, claim, "state = 'DONE'"));
  }

  /**
   * It cannot be finished.
   *
   * @param why a sentence
   */
  public void failed(Claim claim, String why) {
    database.change(
        change -> {
          boolean ours = step(change, claim, "state = 'FAILED'");
          if (ours) {
            change
                .handle()
                .createUpdate("UPDATE scan SET why = :why WHERE id = :id")
                .bind("why", why)
                .bind("id", claim.scan().id().value())
                .execute();
          }
          return ours;
        });
  }

  private static boolean step(Change change, Claim claim, String set) {
    return change
            .handle()
            .createUpdate(
                "UPDATE scan SET "
                    + set
                    + """
                    , seen_at = :now, changed_at = :now
                    WHERE id = :id AND attempt = :attempt AND state IN ('LOOKING', 'BEGINNING')
                    """)
            .bind("now", change.now())
            .bind("id", claim.scan().id().value())
            .bind("attempt", claim.attempt())
            .execute()
        == 1;
  }
}
