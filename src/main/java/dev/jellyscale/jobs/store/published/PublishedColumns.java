package dev.jellyscale.jobs.store.published;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.Content;
import dev.jellyscale.jobs.publish.PublishedFile.Listing;
import dev.jellyscale.jobs.publish.PublishedFile.Making;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.Origin;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** A published film as columns. */
final class PublishedColumns {
  private static final String OTHERS =
      """
      state, mode, place, backup, note, source, source_bytes, source_modified, source_sha256,
      model, model_sha256, width, height, encoder, bytes, sha256, item, twin, told, changed_at
      """;

  static final String SELECT = "SELECT job, " + OTHERS + "FROM published_file ";

  static final String INSERT =
      "INSERT INTO published_file (job, "
          + OTHERS
          + """
            ) VALUES (
              :job, 'INTENDED', :mode, :place, :backup, :note, :source, :sourceBytes,
              :sourceModified, :sourceSha256, :model, :modelSha256, :width, :height, :encoder,
              :bytes, :sha256, :item, NULL, :told, :now)
            """;

  private PublishedColumns() {}

  /** The film of a job. */
  static Optional<PublishedFile> find(Handle handle, JobId job) {
    return handle
        .createQuery(SELECT + "WHERE job = :job")
        .bind("job", job.value())
        .map(PublishedColumns::file)
        .findOne();
  }

  static Update bind(Update insert, PublishedFile file) {
    var placing = file.placing();
    var origin = file.origin();
    var making = file.making();
    return insert
        .bind("job", file.job().value())
        .bind("mode", placing.mode().name())
        .bind("place", placing.place().toString())
        .bind("backup", placing.backup().map(RootedPath::toString).orElse(null))
        .bind("note", placing.note().orElse(null))
        .bind("source", origin.source().toString())
        .bind("sourceBytes", origin.print().bytes())
        .bind("sourceModified", origin.print().modified())
        .bind("sourceSha256", origin.print().sampleSha256())
        .bind("model", making.model().value())
        .bind("modelSha256", making.modelSha256())
        .bind("width", making.size().width())
        .bind("height", making.size().height())
        .bind("encoder", making.encoder())
        .bind("bytes", file.content().bytes())
        .bind("sha256", file.content().sha256())
        .bind("item", file.listing().item().map(ItemId::hex).orElse(null))
        .bind("told", file.listing().told() ? 1 : 0);
  }

  static PublishedFile file(ResultSet row, StatementContext context) throws SQLException {
    return new PublishedFile(
        new JobId(row.getString("job")),
        State.valueOf(row.getString("state")),
        new Placing(
            Mode.valueOf(row.getString("mode")),
            RootedPath.parse(row.getString("place")),
            Optional.ofNullable(row.getString("backup")).map(RootedPath::parse),
            Optional.ofNullable(row.getString("note"))),
        new Origin(
            RootedPath.parse(row.getString("source")),
            new Fingerprint(
                row.getLong("source_bytes"),
                row.getLong("source_modified"),
                row.getString("source_sha256"))),
        new Making(
            new ModelId(row.getString("model")),
            row.getString("model_sha256"),
            new Size(row.getInt("width"), row.getInt("height")),
            row.getString("encoder")),
        new Content(row.getLong("bytes"), row.getString("sha256")),
        new Listing(
            Optional.ofNullable(row.getString("item")).map(ItemId::new),
            Optional.ofNullable(row.getString("twin")).map(ItemId::new),
            row.getInt("told") != 0),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }
}
