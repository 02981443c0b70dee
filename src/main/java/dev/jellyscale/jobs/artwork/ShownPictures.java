package dev.jellyscale.jobs.artwork;

import dev.jellyscale.jellyfin.ItemImages;
import dev.jellyscale.jellyfin.ItemImages.Absent;
import dev.jellyscale.jellyfin.ItemImages.Given;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.jellyfin.ItemImages.Withheld;
import dev.jellyscale.jellyfin.library.ItemImage;
import dev.jellyscale.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What Jellyfin shows at this moment, by its bytes: indexes move and tags change while nobody
 * looks. No more than one picture is held at any time. All of it fails as {@link
 * ItemImages#listed}.
 */
public record ShownPictures(ItemImages images) {
  /** Of a kind; Jellyfin's own fetching stops long before. */
  private static final int MOST = 64;

  /**
   * A picture.
   *
   * @param tag of Jellyfin; may be empty
   * @param sha256 of its file; empty where Jellyfin cannot give it
   */
  public record Shown(String tag, String sha256) {
    /** Whether its bytes are known. */
    public boolean isGiven() {
      return !sha256.isEmpty();
    }
  }

  /**
   * What came of a search.
   *
   * @param sure whether all pictures were seen, up to the one that was found
   */
  public record Search(Optional<Picture> found, boolean sure) {}

  /** Whether a picture has this hash. */
  public static Predicate<Picture> are(String sha256) {
    return picture -> Sha256.of(picture.bytes()).equals(sha256);
  }

  /** All pictures of the kind of one, at most {@value #MOST}, in Jellyfin's order. */
  public List<Shown> of(ItemPicture one) {
    var shown = new ArrayList<Shown>();
    for (var image : listed(one)) {
      switch (images.look(one.item(), one.kind(), image.index())) {
        case Given(var picture) -> shown.add(new Shown(image.tag(), Sha256.of(picture.bytes())));
        case Withheld _ -> shown.add(new Shown(image.tag(), ""));
        case Absent _ -> {}
      }
    }
    return List.copyOf(shown);
  }

  private List<ItemImage> listed(ItemPicture one) {
    return images.listed(one.item()).stream()
        .filter(image -> image.kind() == one.kind())
        .limit(MOST)
        .toList();
  }

  /** Looks for the picture of this hash. */
  public Search find(ItemPicture one, String sha256) {
    var wanted = are(sha256);
    boolean sure = true;
    for (var image : listed(one)) {
      switch (images.look(one.item(), one.kind(), image.index())) {
        case Given(var picture) -> {
          if (wanted.test(picture)) {
            return new Search(Optional.of(picture), sure);
          }
        }
        case Withheld _ -> sure = false;
        case Absent _ -> {}
      }
    }
    return new Search(Optional.empty(), sure);
  }
}
