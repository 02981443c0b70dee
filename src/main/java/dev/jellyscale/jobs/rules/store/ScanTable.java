package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A table of what scans say of what they have found: a row for each line, by {@code scan} and
 * {@code number}.
 *
 * @param name of the table
 * @param word column of the word that is said of a line
 */
public record ScanTable(String name, String word) {

  /**
   * A part of what a scan says.
   *
   * @param after number of the line before it; -1: from the first one on
   * @param limit most lines
   */
  public record Part(ScanId scan, int after, int limit) {}

  /**
   * Lines of a scan, in the order of the run.
   *
   * @param words only lines of which one of these is said; none: all lines
   */
  public <L> List<L> page(JobDatabase database, Part part, List<String> words, RowMapper<L> line) {
    var only = words.isEmpty() ? "" : " AND " + word + " IN (<words>)";
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT * FROM %s WHERE scan = :scan AND number > :after%s"
                              .formatted(name, only)
                          + " ORDER BY number LIMIT :limit")
                  .bind("scan", part.scan().value())
                  .bind("after", part.after())
                  .bind("limit", part.limit());
          return (words.isEmpty() ? query : query.bindList("words", words)).map(line).list();
        });
  }

  /** How often each word was said of the lines of a scan. */
  public Map<String, Integer> counts(JobDatabase database, ScanId scan) {
    var counts = new TreeMap<String, Integer>();
    database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT %s AS word, count(*) AS lines FROM %s WHERE scan = :scan GROUP BY %s"
                        .formatted(word, name, word))
                .bind("scan", scan.value())
                .map((row, _) -> counts.put(row.getString("word"), row.getInt("lines")))
                .list());
    return counts;
  }

  /** Forgets all lines of a scan. */
  public void clear(Handle handle, ScanId scan) {
    handle
        .createUpdate("DELETE FROM " + name + " WHERE scan = :scan")
        .bind("scan", scan.value())
        .execute();
  }
}
