package dev.jellyscale.jobs.artwork.store;

import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.rules.store.ScanWork.Claim;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What is done to pictures, step by step. Whatever a scan writes is fenced by its claim, but that
 * Jellyfin has a picture is written whoever did it.
 */
public final class ArtworkSteps {
  private static final String MOVE =
      "UPDATE artwork SET state = :to, changed_at = :now WHERE id = :id AND state = :from";

  private final JobDatabase database;
  private final ScanWork scans;
  private final Room room;

  /** The rows of a database, which somebody else closes. */
  public ArtworkSteps(JobDatabase database, Room room) {
    this.database = database;
    this.scans = new ScanWork(database);
    this.room = room;
  }

  /**
   * How much is kept of what was there before, in all.
   *
   * @param pictures most of them
   * @param bytes most of them together
   */
  public record Room(int pictures, long bytes) {
    /** 20,000 pictures of 2 GiB together. */
    public static final Room USUAL = new Room(20_000, 2L << 30);
  }

  /** What became of an intention. */
  public enum Intention {
    WRITTEN,
    /** Somebody else is at the same picture. */
    TAKEN,
    /** There is no room to keep what is there. */
    NO_ROOM,
    /** The scan is ours no more. */
    LOST
  }

  /**
   * Writes down what will be done, and keeps what is there.
   *
   * @param content of the picture that is there
   */
  public Intention intend(Claim claim, Artwork artwork, byte[] content) {
    return database.change(
        change -> {
          // Two who count at the same time would both find room.
          change.countAlone();
          if (!scans.goesOn(change, claim)) {
            return Intention.LOST;
          }
          if (isTaken(change, artwork)) {
            return Intention.TAKEN;
          }
          if (!hasRoom(change.handle(), artwork.before().bytes())) {
            return Intention.NO_ROOM;
          }
          ArtworkColumns.insert(change, artwork, content);
          return Intention.WRITTEN;
        });
  }

  private static boolean isTaken(Change change, Artwork artwork) {
    return change
        .handle()
        .createQuery(
            """
            SELECT 1 FROM artwork
            WHERE item = :item AND kind = :kind AND state IN ('INTENDED', 'UNDOING')
            """)
        .bind("item", artwork.picture().item().hex())
        .bind("kind", artwork.picture().kind().name())
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /** Whether a picture could be kept at this moment. */
  public boolean hasRoom(long bytes) {
    return database.read(handle -> hasRoom(handle, bytes));
  }

  private boolean hasRoom(Handle handle, long bytes) {
    return handle
        .createQuery(
            """
            SELECT count(*) AS pictures, coalesce(sum(before_bytes), 0) AS bytes FROM artwork
            WHERE kept = 1
            """)
        .map(
            (row, _) ->
                row.getInt("pictures") < room.pictures
                    && row.getLong("bytes") + bytes <= room.bytes)
        .one();
  }

  /** Jellyfin has the larger one, under this tag. */
  public void placed(Artwork artwork, Optional<String> tag) {
    database.change(
        change -> {
          boolean moved = move(change, artwork.id(), State.INTENDED, State.PLACED);
          change
              .handle()
              .createUpdate("UPDATE artwork SET tag = :tag WHERE id = :id")
              .bind("tag", tag.orElse(null))
              .bind("id", artwork.id().value())
              .execute();
          return moved;
        });
  }

  /**
   * Tells that the picture of a line was enlarged.
   *
   * @return false where the scan is ours no more
   */
  public boolean made(Claim claim, int line, ArtworkId artwork) {
    return tell(claim, line, "artwork", artwork.value());
  }

  /**
   * Tells that the picture of a line is left after all.
   *
   * @return false where the scan is ours no more
   */
  public boolean left(Claim claim, int line, PictureFate fate) {
    return tell(claim, line, "fate", fate.name());
  }

  private boolean tell(Claim claim, int line, String column, String value) {
    return database.change(
        change ->
            scans.goesOn(change, claim)
                && change
                        .handle()
                        .createUpdate(
                            "UPDATE scan_picture SET "
                                + column
                                + " = :value WHERE scan = :scan AND number = :line")
                        .bind("value", value)
                        .bind("scan", claim.scan().id().value())
                        .bind("line", line)
                        .execute()
                    == 1);
  }

  /** Whether a picture went from one state to another; false: it stands elsewhere. */
  public boolean move(Artwork artwork, State from, State to) {
    return database.change(change -> move(change, artwork.id(), from, to));
  }

  /**
   * Takes over a picture that somebody has begun to put back and has not ended.
   *
   * @param patience for how long he is not taken for dead
   * @return false: he may be alive, or it stands elsewhere
   */
  public boolean takeOver(Artwork artwork, Duration patience) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(
                        """
                        UPDATE artwork SET changed_at = :now
                        WHERE id = :id AND state = 'UNDOING' AND changed_at < :silent
                        """)
                    .bind("now", change.now())
                    .bind("id", artwork.id().value())
                    .bind("silent", change.now() - patience.toMillis())
                    .execute()
                == 1);
  }

  private static boolean move(Change change, ArtworkId id, State from, State to) {
    return change
            .handle()
            .createUpdate(MOVE)
            .bind("to", to.name())
            .bind("from", from.name())
            .bind("now", change.now())
            .bind("id", id.value())
            .execute()
        == 1;
  }

  /**
   * The same, and the picture from before is kept here no more: Jellyfin has it, or it was given
   * up.
   *
   * @return false: it stands elsewhere
   */
  public boolean moveAndForget(Artwork artwork, State from, State to) {
    return database.change(
        change -> move(change, artwork.id(), from, to) && forget(change, artwork.id()));
  }

  private static boolean forget(Change change, ArtworkId id) {
    change
        .handle()
        .createUpdate("DELETE FROM artwork_before WHERE artwork = :id")
        .bind("id", id.value())
        .execute();
    return change
            .handle()
            .createUpdate("UPDATE artwork SET kept = 0 WHERE id = :id")
            .bind("id", id.value())
            .execute()
        == 1;
  }
}
