package dev.jellyscale.jobs.artwork.scan;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.ItemImages.Absent;
import dev.jellyscale.jellyfin.ItemImages.Given;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.jellyfin.ItemImages.Withheld;
import dev.jellyscale.jellyfin.library.Item;
import dev.jellyscale.jellyfin.library.ItemImage;
import dev.jellyscale.jellyfin.library.ItemQuery;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.ItemPicture;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.artwork.PictureLine;
import dev.jellyscale.jobs.artwork.PicturePrint;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.rules.ArtworkRecipe;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.Sha256;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks at the pictures of libraries for one scan, and says what becomes of each. Only what may be
 * chosen is read; of everything else Jellyfin's word is taken.
 */
final class PictureLook {
  private static final System.Logger LOG = System.getLogger(PictureLook.class.getName());

  /** Stills of episodes are no posters. */
  private static final List<String> TYPES =
      List.of("Movie", "Series", "Season", "BoxSet", "Video", "MusicVideo");

  private static final int MOST_PICTURES = 200_000;

  /** Of one that is kept here as it was. */
  private static final int MOST_BYTES = 16 << 20;

  private final ArtworkParts parts;
  private final ArtworkRows rows;
  private final Scan scan;
  private final ArtworkRecipe recipe;
  private final List<PictureLine> lines = new ArrayList<>();
  private final Set<ItemId> seen = new HashSet<>();
  private int chosen;

  PictureLook(ArtworkParts parts, Scan scan) {
    this.parts = parts;
    this.scan = scan;
    rows = new ArtworkRows(parts.database());
    recipe = scan.rule().artwork().orElseThrow();
  }

  /**
   * All pictures of the rule's kinds, those of the newest items of each library first.
   *
   * @param alive runs now and then; whatever it throws ends the look
   */
  List<PictureLine> lines(Runnable alive) {
    parts.server().requireLibraries(scan.rule().selection().libraries());
    for (var library : scan.rule().selection().libraries()) {
      var query = new ItemQuery(Optional.of(library), TYPES, true, 0, ItemQuery.MOST);
      var page = parts.server().items(query);
      while (true) {
        for (var listed : page.items()) {
          alive.run();
          look(listed.item());
        }
        if (!page.hasMore()) {
          break;
        }
        query = query.next();
        page = parts.server().items(query);
      }
    }
    return List.copyOf(lines);
  }

  private void look(Item item) {
    // What comes in meanwhile moves the pages: some items are told twice.
    if (!seen.add(item.id())) {
      return;
    }
    for (var image : images(item)) {
      if (recipe.kinds().contains(image.kind())) {
        lines.add(line(new ItemPicture(item.id(), item.name(), image.kind()), image));
      }
    }
    if (lines.size() > MOST_PICTURES) {
      throw new Invalid("The libraries of a rule have " + MOST_PICTURES + " pictures at most");
    }
  }

  private List<ItemImage> images(Item item) {
    try {
      return parts.server().images().listed(item.id());
    } catch (NotFound _) {
      return List.of();
    } catch (Conflict e) {
      LOG.log(Level.WARNING, "An item is passed over: {0}", e.getMessage());
      return List.of();
    }
  }

  private PictureLine line(ItemPicture picture, ItemImage image) {
    if (image.width().isPresent() && image.width().getAsInt() >= recipe.narrower()) {
      return left(picture, size(image), PictureFate.WIDE_ENOUGH);
    }
    var known = rows.of(picture);
    if (known.stream().anyMatch(one -> isPlaced(one) && hasTag(one, image))) {
      return left(picture, size(image), PictureFate.MADE_ALREADY);
    }
    if (chosen >= scan.rule().ceiling()) {
      return left(picture, size(image), PictureFate.OVER_CEILING);
    }
    return switch (parts.server().images().look(picture.item(), picture.kind(), image.index())) {
      case Given(var shown) -> read(picture, known, shown);
      case Absent _ -> left(picture, size(image), PictureFate.GONE);
      case Withheld(var why) -> {
        LOG.log(Level.WARNING, "A picture of item {0} is left: {1}", picture.item(), why);
        yield left(picture, size(image), PictureFate.NOT_GIVEN);
      }
    };
  }

  private static boolean isPlaced(Artwork one) {
    return one.state() == Artwork.State.PLACED;
  }

  private static boolean hasTag(Artwork one, ItemImage image) {
    return !image.tag().isEmpty() && one.tag().equals(Optional.of(image.tag()));
  }

  private PictureLine read(ItemPicture picture, List<Artwork> known, Picture shown) {
    var sha256 = Sha256.of(shown.bytes());
    if (known.stream().anyMatch(one -> one.after().sha256().equals(sha256))) {
      return left(picture, Optional.empty(), PictureFate.MADE_ALREADY);
    }
    if (!scan.kind().redo()
        && known.stream().anyMatch(one -> isSettled(one) && isBefore(one, sha256))) {
      return left(picture, Optional.empty(), PictureFate.GIVEN_UP);
    }
    try {
      return fit(picture, PicturePrint.of(shown.bytes()));
    } catch (Damaged | Unsupported _) {
      return left(picture, Optional.empty(), PictureFate.NOT_HANDLED);
    }
  }

  /** Where nothing came of it, nobody has given anything up. */
  private static boolean isSettled(Artwork one) {
    return switch (one.state()) {
      case PLACED, OVERTAKEN, UNDOING, UNDONE -> true;
      case INTENDED, ABANDONED -> false;
    };
  }

  private static boolean isBefore(Artwork one, String sha256) {
    return one.before().sha256().equals(sha256);
  }

  private PictureLine fit(ItemPicture picture, PicturePrint print) {
    if (print.size().width() >= recipe.narrower()) {
      return left(picture, Optional.of(print.size()), PictureFate.WIDE_ENOUGH);
    }
    try {
      var after = parts.enlarger().size(recipe.model(), print.size());
      if (print.bytes() > MOST_BYTES) {
        return left(picture, Optional.of(print.size()), PictureFate.TOO_LARGE);
      }
      chosen++;
      return new PictureLine(
          lines.size(),
          picture,
          Optional.of(print.size()),
          Optional.of(print.sha256()),
          Optional.of(after),
          PictureFate.CHOSEN,
          Optional.empty());
    } catch (LimitExceeded _) {
      return left(picture, Optional.of(print.size()), PictureFate.TOO_LARGE);
    }
  }

  private PictureLine left(ItemPicture picture, Optional<Size> size, PictureFate fate) {
    return new PictureLine(
        lines.size(), picture, size, Optional.empty(), Optional.empty(), fate, Optional.empty());
  }

  private static Optional<Size> size(ItemImage image) {
    return isKnown(image.width()) && isKnown(image.height())
        ? Optional.of(new Size(image.width().getAsInt(), image.height().getAsInt()))
        : Optional.empty();
  }

  private static boolean isKnown(OptionalInt pixels) {
    return pixels.orElse(0) > 0;
  }
}
