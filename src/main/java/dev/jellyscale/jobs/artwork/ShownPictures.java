package dev.jellyscale.jobs.artwork;

import dev.jellyscale.jellyfin.ItemImages;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Jellyfin shows at this moment, by its bytes: indexes move and tags change while nobody
 * looks.
 */
public record ShownPictures(ItemImages images) {
  /** Of a kind; Jellyfin's own fetching stops long before. */
  private static final int MOST = 64;

  /**
   * A picture.
   *
   * @param index among those of its kind
   * @param tag of Jellyfin; may be empty
   */
  public record Shown(int index, String tag, Picture picture, String sha256) {}

  /**
   * All pictures of the kind of one, at most {@value #MOST}.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is no such item
   */
  public List<Shown> of(ItemPicture one) {
    var shown = new ArrayList<Shown>();
    for (var image : images.of(one.item())) {
      if (image.kind() == one.kind() && shown.size() < MOST) {
        images
            .get(one.item(), one.kind(), image.index())
            .map(picture -> shown(image.index(), image.tag(), picture))
            .ifPresent(shown::add);
      }
    }
    return List.copyOf(shown);
  }

  private static Shown shown(int index, String tag, Picture picture) {
    return new Shown(index, tag, picture, Sha256.of(picture.bytes()));
  }

  /** The picture of this hash, where it is shown. */
  public Optional<Shown> find(ItemPicture one, String sha256) {
    return of(one).stream().filter(shown -> shown.sha256().equals(sha256)).findFirst();
  }
}
