package dev.jellyscale.jobs.artwork.store;

import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.ItemPicture;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.util.List;
import java.util.Optional;

/** Pictures that were enlarged: found and listed. {@link ArtworkSteps} changes them. */
public final class ArtworkRows {
  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public ArtworkRows(JobDatabase database) {
    this.database = database;
  }

  /** The picture of this id. */
  public Optional<Artwork> find(ArtworkId id) {
    return database.read(
        handle ->
            handle
                .createQuery(ArtworkColumns.SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ArtworkColumns::artwork)
                .findOne());
  }

  /**
   * A page of pictures, the newest first; what nothing came of is not among them.
   *
   * @param before all of them are older than this one; empty: the first page
   * @param limit most of them
   */
  public List<Artwork> page(Optional<ArtworkId> before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    ArtworkColumns.SELECT
                        + "WHERE id < :before AND state <> 'ABANDONED' ORDER BY id DESC LIMIT"
                        + " :limit")
                // Behind all ids, which begin with a hexadecimal digit.
                .bind("before", before.map(ArtworkId::value).orElse("g"))
                .bind("limit", limit)
                .map(ArtworkColumns::artwork)
                .list());
  }

  /** All that was ever done to pictures of one kind of an item, the newest first. */
  public List<Artwork> of(ItemPicture picture) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    ArtworkColumns.SELECT + "WHERE item = :item AND kind = :kind ORDER BY id DESC")
                .bind("item", picture.item().hex())
                .bind("kind", picture.kind().name())
                .map(ArtworkColumns::artwork)
                .list());
  }

  /** A picture as it was before; empty where it is not kept. */
  public Optional<Picture> before(Artwork artwork) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT content FROM artwork_before WHERE artwork = :id")
                .bind("id", artwork.id().value())
                .map((row, _) -> new Picture(artwork.beforeType(), row.getBytes("content")))
                .findOne());
  }

  /** Whether a scan is not finished. */
  public boolean isOpen(ScanId scan) {
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT 1 FROM scan WHERE id = :id AND state IN ('LOOKING', 'BEGINNING')")
                    .bind("id", scan.value())
                    .mapTo(Integer.class)
                    .findOne())
        .isPresent();
  }
}
