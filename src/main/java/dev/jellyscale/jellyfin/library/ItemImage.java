package dev.jellyscale.jellyfin.library;

import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A picture that an item has.
 *
 * @param index among those of its kind
 * @param tag that changes with the picture; empty where the server does not say
 * @param width in pixels
 * @param height in pixels
 */
public record ItemImage(Kind kind, int index, String tag, OptionalInt width, OptionalInt height) {

  /** What it is for. */
  public enum Kind {
    POSTER("Primary"),
    BACKDROP("Backdrop");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Jellyfin's word. */
    public String word() {
      return word;
    }
  }

  /** Reads one; empty where it is neither poster nor backdrop. */
  public static Optional<ItemImage> of(Fields fields) throws Nonsense {
    var type = fields.due("ImageType");
    for (var kind : Kind.values()) {
      if (kind.word().equals(type)) {
        return Optional.of(
            new ItemImage(
                kind,
                LibraryReader.whole(fields, "ImageIndex").orElse(0),
                fields.text("ImageTag").orElse(""),
                LibraryReader.whole(fields, "Width"),
                LibraryReader.whole(fields, "Height")));
      }
    }
    return Optional.empty();
  }
}
