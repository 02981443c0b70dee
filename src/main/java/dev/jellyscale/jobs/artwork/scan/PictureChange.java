package dev.jellyscale.jobs.artwork.scan;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.Artwork.Origin;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.ItemPicture;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.artwork.PictureLine;
import dev.jellyscale.jobs.artwork.PicturePrint;
import dev.jellyscale.jobs.artwork.ShownPictures;
import dev.jellyscale.jobs.artwork.ShownPictures.Search;
import dev.jellyscale.jobs.artwork.ShownPictures.Shown;
import dev.jellyscale.jobs.artwork.Undoing;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import dev.jellyscale.jobs.rules.scan.ScanDoer.Lost;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.rules.store.ScanWork.Claim;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Enlarges one picture of Jellyfin. What will be done is written down first, with the picture as it
 * was; whoever comes behind a node that was lost looks at what Jellyfin shows, and goes on from
 * there.
 */
final class PictureChange {
  /** How often one scan tries what Jellyfin does not take. */
  private static final int MOST_TRIES = 3;

  private final ArtworkParts parts;
  private final ArtworkSteps steps;
  private final ArtworkRows rows;
  private final ScanWork work;
  private final ShownPictures shown;
  private final Undoing undoing;

  PictureChange(ArtworkParts parts, ArtworkSteps steps) {
    this.parts = parts;
    this.steps = steps;
    rows = new ArtworkRows(parts.database());
    work = new ScanWork(parts.database());
    shown = new ShownPictures(parts.server().images());
    undoing = new Undoing(rows, steps, parts.server().images());
  }

  /** What became of a picture. */
  sealed interface Outcome {}

  /** It is larger now. */
  record Made(ArtworkId artwork) implements Outcome {}

  /** It stays as it is. */
  record Stays(PictureFate fate) implements Outcome {}

  /**
   * Enlarges the picture of a line, where it is still the one that the scan saw.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if the item is gone
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done, or not now
   */
  Outcome of(Claim claim, PictureLine line) throws InterruptedException {
    var known = rows.of(line.picture());
    var open = known.stream().filter(PictureChange::isAtWork).findFirst();
    if (open.isPresent()) {
      var one = open.get();
      if (!isEnded(claim, one)) {
        return new Stays(PictureFate.UNDER_WAY);
      }
      if (isOf(claim, line, one) && isPlaced(one)) {
        return new Made(one.id());
      }
    }
    long tries = known.stream().filter(one -> isOf(claim, line, one)).count();
    return tries >= MOST_TRIES ? new Stays(PictureFate.FAILED) : begin(claim, line);
  }

  private static boolean isAtWork(Artwork one) {
    return one.state() == State.INTENDED || one.state() == State.UNDOING;
  }

  private static boolean isOf(Claim claim, PictureLine line, Artwork one) {
    var origin = one.origin();
    return origin.scan().equals(claim.scan().id()) && origin.line() == line.number();
  }

  /** Ends what nobody is at any more; false: somebody is, or may be. */
  private boolean isEnded(Claim claim, Artwork one) {
    if (one.state() == State.UNDOING) {
      return undoing.isEnded(one);
    }
    var scan = one.origin().scan();
    if (!scan.equals(claim.scan().id()) && rows.isOpen(scan)) {
      return false;
    }
    return settled(
        one,
        () -> {
          settle(one);
          return true;
        });
  }

  private boolean isPlaced(Artwork one) {
    return rows.find(one.id()).filter(now -> now.state() == State.PLACED).isPresent();
  }

  /**
   * Does something with a picture that is about to be enlarged. Where Jellyfin is away, or the scan
   * is somebody else's, that is done again; after any other failure nobody comes back, and what is
   * kept may be all that is left of the one from before.
   */
  private <T> T settled(Artwork artwork, Supplier<T> action) {
    try {
      return action.get();
    } catch (Unavailable e) {
      throw e;
    } catch (JellyscaleException e) {
      var _ = steps.move(artwork, State.INTENDED, State.OVERTAKEN);
      throw e;
    }
  }

  private Outcome begin(Claim claim, PictureLine line) throws InterruptedException {
    var sha256 = line.sha256().orElseThrow();
    var there = shown.find(line.picture(), sha256);
    if (there.found().isEmpty()) {
      return missing(there);
    }
    var before = there.found().get();
    if (!steps.hasRoom(before.bytes().length)) {
      return new Stays(PictureFate.NO_ROOM);
    }
    var model = claim.scan().rule().artwork().orElseThrow().model();
    var larger = parts.enlarger().enlarge(model, before);
    var artwork = artwork(claim, line, new Both(before, larger));
    return switch (steps.intend(claim, artwork, before.bytes())) {
      case WRITTEN -> settled(artwork, () -> replace(claim, artwork, larger));
      case TAKEN -> new Stays(PictureFate.UNDER_WAY);
      case NO_ROOM -> new Stays(PictureFate.NO_ROOM);
      case LOST -> throw new Lost();
    };
  }

  private static Outcome missing(Search search) {
    return new Stays(search.sure() ? PictureFate.CHANGED : PictureFate.NOT_GIVEN);
  }

  /** A picture before and after. */
  private record Both(Picture before, Picture after) {}

  private Artwork artwork(Claim claim, PictureLine line, Both both) {
    var now = parts.database().clock().instant();
    var rule = claim.scan().rule();
    var model = rule.artwork().orElseThrow().model();
    return new Artwork(
        ArtworkId.at(now),
        line.picture(),
        new Origin(rule.name(), claim.scan().id(), line.number(), model),
        State.INTENDED,
        PicturePrint.of(both.before().bytes()),
        both.before().type(),
        PicturePrint.of(both.after().bytes()),
        Optional.empty(),
        true,
        now);
  }

  /** Enlarging took its time: somebody may have changed the picture, or have taken the scan. */
  private Outcome replace(Claim claim, Artwork artwork, Picture larger) {
    var there = shown.find(artwork.picture(), artwork.before().sha256());
    if (there.found().isEmpty()) {
      var _ = steps.moveAndForget(artwork, State.INTENDED, State.ABANDONED);
      return missing(there);
    }
    Lost.unless(work.alive(claim));
    var picture = artwork.picture();
    var before = ShownPictures.are(artwork.before().sha256());
    parts.server().images().replace(picture.item(), picture.kind(), before, larger);
    var now = shown.of(picture);
    // A Jellyfin that shows other bytes than it was given is known by its tag.
    var ours = find(now, artwork).or(() -> last(now, picture));
    steps.placed(artwork, ours.map(Shown::tag).filter(tag -> !tag.isEmpty()));
    return new Made(artwork.id());
  }

  private static Optional<Shown> find(List<Shown> now, Artwork artwork) {
    return now.stream().filter(artwork::isAfter).findFirst();
  }

  private static Optional<Shown> last(List<Shown> now, ItemPicture picture) {
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(picture.kind() == Kind.BACKDROP ? now.getLast() : now.getFirst());
  }

  /** Finishes or leaves what nobody is at any more, by what Jellyfin shows. */
  private void settle(Artwork artwork) {
    var now = shown.of(artwork.picture());
    boolean isBefore = now.stream().anyMatch(artwork::isBefore);
    var after = find(now, artwork);
    if (after.isPresent()) {
      var picture = artwork.picture();
      if (picture.kind() == Kind.BACKDROP && isBefore) {
        var before = ShownPictures.are(artwork.before().sha256());
        parts.server().images().removeFirst(picture.item(), before);
      }
      steps.placed(artwork, after.map(Shown::tag).filter(tag -> !tag.isEmpty()));
    } else if (isBefore) {
      var _ = steps.moveAndForget(artwork, State.INTENDED, State.ABANDONED);
    } else {
      // Neither is there: what is kept here may be all that is left of the one from before.
      var _ = steps.move(artwork, State.INTENDED, State.OVERTAKEN);
    }
  }
}
