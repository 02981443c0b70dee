package dev.jellyscale.api.upscaler.artwork;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which pictures of an item are meant. */
final class ArtworkKinds {
  private ArtworkKinds() {}

  /**
   * Reads a list such as {@code Primary,Backdrop}, in any case; without one, all kinds.
   *
   * @throws Invalid if it names another kind
   */
  static Set<Kind> parse(Optional<String> list) {
    if (list.isEmpty()) {
      return EnumSet.allOf(Kind.class);
    }
    var kinds = EnumSet.noneOf(Kind.class);
    for (var word : list.get().split(",", -1)) {
      kinds.add(kind(word.strip()));
    }
    return kinds;
  }

  private static Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new Invalid("imageTypes is a list of Primary and Backdrop"));
  }
}
