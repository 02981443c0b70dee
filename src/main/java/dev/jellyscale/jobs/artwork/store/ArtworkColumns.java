package dev.jellyscale.jobs.artwork.store;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.Artwork.Origin;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.ItemPicture;
import dev.jellyscale.jobs.artwork.PicturePrint;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Pictures that were enlarged, as rows. */
final class ArtworkColumns {
  static final String SELECT =
      """
      SELECT id, item, name, kind, rule_name, scan, line, model, state, before_sha256, before_type,
             before_bytes, before_width, before_height, after_sha256, after_bytes, after_width,
             after_height, tag, kept, changed_at
      FROM artwork
      """;

  static final String INSERT =
      """
      INSERT INTO artwork (
        id, item, name, kind, rule_name, scan, line, model, state, before_sha256, before_type,
        before_bytes, before_width, before_height, after_sha256, after_bytes, after_width,
        after_height, kept, changed_at)
      VALUES (
        :id, :item, :name, :kind, :rule, :scan, :line, :model, 'INTENDED', :beforeSha256,
        :beforeType, :beforeBytes, :beforeWidth, :beforeHeight, :afterSha256, :afterBytes,
        :afterWidth, :afterHeight, 1, :now)
      """;

  private static final String FORGET =
      """
      DELETE FROM artwork
      WHERE item = :item AND kind = :kind AND state = 'ABANDONED' AND scan <> :scan
      """;

  private ArtworkColumns() {}

  /**
   * Writes a picture that is about to be enlarged, and what is there; what came to nothing in
   * earlier scans is forgotten.
   */
  static void insert(Change change, Artwork artwork, byte[] content) {
    var origin = artwork.origin();
    change
        .handle()
        .createUpdate(FORGET)
        .bind("item", artwork.picture().item().hex())
        .bind("kind", artwork.picture().kind().name())
        .bind("scan", origin.scan().value())
        .execute();
    change
        .handle()
        .createUpdate(INSERT)
        .bind("id", artwork.id().value())
        .bind("item", artwork.picture().item().hex())
        .bind("name", artwork.picture().name())
        .bind("kind", artwork.picture().kind().name())
        .bind("rule", origin.rule().value())
        .bind("scan", origin.scan().value())
        .bind("line", origin.line())
        .bind("model", origin.model().value())
        .bind("beforeSha256", artwork.before().sha256())
        .bind("beforeType", artwork.beforeType())
        .bind("beforeBytes", artwork.before().bytes())
        .bind("beforeWidth", artwork.before().size().width())
        .bind("beforeHeight", artwork.before().size().height())
        .bind("afterSha256", artwork.after().sha256())
        .bind("afterBytes", artwork.after().bytes())
        .bind("afterWidth", artwork.after().size().width())
        .bind("afterHeight", artwork.after().size().height())
        .bind("now", change.now())
        .execute();
    change
        .handle()
        .createUpdate("INSERT INTO artwork_before (artwork, content) VALUES (:id, :content)")
        .bind("id", artwork.id().value())
        .bind("content", content)
        .execute();
  }

  static Artwork artwork(ResultSet row, StatementContext context) throws SQLException {
    return new Artwork(
        new ArtworkId(row.getString("id")),
        new ItemPicture(
            ItemId.parse(row.getString("item")),
            row.getString("name"),
            Kind.valueOf(row.getString("kind"))),
        new Origin(
            new RuleName(row.getString("rule_name")),
            new ScanId(row.getString("scan")),
            row.getInt("line"),
            new ModelId(row.getString("model"))),
        State.valueOf(row.getString("state")),
        print(row, "before"),
        row.getString("before_type"),
        print(row, "after"),
        Optional.ofNullable(row.getString("tag")),
        row.getInt("kept") != 0,
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }

  private static PicturePrint print(ResultSet row, String which) throws SQLException {
    return new PicturePrint(
        row.getString(which + "_sha256"),
        row.getLong(which + "_bytes"),
        new Size(row.getInt(which + "_width"), row.getInt(which + "_height")));
  }
}
