package dev.jellyscale.jobs.artwork.store;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.ItemPicture;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.artwork.PictureLine;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.rules.store.ScanTable;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelTraits.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What scans say of pictures, as rows. */
public final class PictureLines implements ScanWork.Lines<PictureLine> {
  private static final ScanTable TABLE = new ScanTable("scan_picture", "fate");

  private static final String INSERT =
      """
      INSERT INTO scan_picture (
        scan, number, item, name, kind, width, height, sha256, after_width, after_height, fate)
      VALUES (
        :scan, :number, :item, :name, :kind, :width, :height, :sha256, :afterWidth, :afterHeight,
        :fate)
      """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public PictureLines(JobDatabase database) {
    this.database = database;
  }

  /**
   * A page of a scan, in the order of the run.
   *
   * @param after number of the line before the page; -1: the first page
   * @param chosen only those that are enlarged, or would be
   * @param limit most of them
   */
  public List<PictureLine> page(ScanId scan, int after, boolean chosen, int limit) {
    var words = chosen ? List.of(PictureFate.CHOSEN.name()) : List.<String>of();
    return TABLE.page(database, new ScanTable.Part(scan, after, limit), words, PictureLines::line);
  }

  /** How often each name of a {@link PictureFate} was said of the pictures of a scan. */
  public Map<String, Integer> counts(ScanId scan) {
    return TABLE.counts(database, scan);
  }

  @Override
  public void clear(Handle handle, ScanId scan) {
    TABLE.clear(handle, scan);
  }

  @Override
  public void write(Handle handle, ScanId scan, List<PictureLine> lines) {
    var batch = handle.prepareBatch(INSERT);
    for (var line : lines) {
      batch
          .bind("scan", scan.value())
          .bind("number", line.number())
          .bind("item", line.picture().item().hex())
          .bind("name", line.picture().name())
          .bind("kind", line.picture().kind().name())
          .bind("width", line.before().map(Size::width).orElse(null))
          .bind("height", line.before().map(Size::height).orElse(null))
          .bind("sha256", line.sha256().orElse(null))
          .bind("afterWidth", line.after().map(Size::width).orElse(null))
          .bind("afterHeight", line.after().map(Size::height).orElse(null))
          .bind("fate", line.fate().name())
          .add();
    }
    batch.execute();
  }

  private static PictureLine line(ResultSet row, StatementContext context) throws SQLException {
    return new PictureLine(
        row.getInt("number"),
        new ItemPicture(
            ItemId.parse(row.getString("item")),
            row.getString("name"),
            Kind.valueOf(row.getString("kind"))),
        size(row, "width", "height"),
        Optional.ofNullable(row.getString("sha256")),
        size(row, "after_width", "after_height"),
        PictureFate.valueOf(row.getString("fate")),
        Optional.ofNullable(row.getString("artwork")).map(ArtworkId::new));
  }

  private static Optional<Size> size(ResultSet row, String width, String height)
      throws SQLException {
    int columns = row.getInt(width);
    return columns == 0 ? Optional.empty() : Optional.of(new Size(columns, row.getInt(height)));
  }
}
