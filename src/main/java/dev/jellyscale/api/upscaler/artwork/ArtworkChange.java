package dev.jellyscale.api.upscaler.artwork;

import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.upscaler.artwork.ArtworkResult.Sizes;
import dev.jellyscale.api.upscaler.item.ItemDesk;
import dev.jellyscale.api.upscaler.pictures.ImageChoice;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.ItemImages;
import dev.jellyscale.jellyfin.library.ItemImage;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Puts larger pictures in the places of an item's own. */
@Singleton
class ArtworkChange {
  private static final int MOST = 20;

  private final ItemDesk items;
  private final Enlarging enlarging;

  ArtworkChange(ItemDesk items, Enlarging enlarging) {
    this.items = items;
    this.enlarging = enlarging;
  }

  /** What makes them, and on whose behalf. */
  record By(ImageChoice.Chosen chosen, RoutingContext route) {}

  /**
   * Changes the pictures of an item that the caller has seen, {@value #MOST} at most.
   *
   * @throws Unavailable if Jellyfin does not tell what there is
   */
  List<ArtworkResult> of(ItemId item, Set<Kind> kinds, By by) {
    var images = items.server().images();
    var results = new ArrayList<ArtworkResult>();
    int kept = 0;
    for (var image : images.of(item)) {
      if (kinds.contains(image.kind()) && results.size() < MOST) {
        // Backdrops that are done go behind the others, so the next one is behind those kept.
        int place = image.kind() == Kind.BACKDROP ? kept : image.index();
        var result = change(images, new Place(item, image, place), by);
        results.add(result);
        kept += image.kind() == Kind.BACKDROP && !result.success() ? 1 : 0;
      }
    }
    return List.copyOf(results);
  }

  /**
   * Where a picture is.
   *
   * @param index at this moment
   */
  private record Place(ItemId item, ItemImage image, int index) {}

  private ArtworkResult change(ItemImages images, Place place, By by) {
    var image = place.image();
    try {
      var picture =
          images
              .get(place.item(), image.kind(), place.index())
              .orElseThrow(() -> new NotFound("The picture is gone"));
      var larger = enlarging.enlarge(by.route(), picture, by.chosen().model());
      images.replace(
          place.item(),
          image.kind(),
          other -> Arrays.equals(other.bytes(), picture.bytes()),
          larger);
      var sizes = new Sizes(picture.bytes().length, larger.bytes().length);
      return ArtworkResult.done(image, by.chosen().scale(), sizes);
    } catch (JellyscaleException | ServiceFailure e) {
      return ArtworkResult.failed(image, Wording.of(String.valueOf(e.getMessage())));
    }
  }
}
