package dev.jellyscale.api.v1.artwork;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.PicturePrint;
import java.time.Instant;

/**
 * A picture that a rule has enlarged, as callers see it.
 *
 * @param item of Jellyfin
 * @param name of the item
 * @param kind {@code poster} or {@code backdrop}
 * @param state {@code intended}, {@code placed}, {@code overtaken}, {@code undoing} or {@code
 *     undone}
 * @param kept whether the picture from before can be put back
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ArtworkView(
    String id,
    String item,
    String name,
    String kind,
    String state,
    String rule,
    String scan,
    String model,
    PrintView before,
    PrintView after,
    boolean kept,
    Instant changedAt) {

  /** A picture by its size in pixels, such as {@code 400x600}, and its file. */
  public record PrintView(String size, long bytes, String sha256) {
    static PrintView of(PicturePrint print) {
      return new PrintView(print.size().toString(), print.bytes(), print.sha256());
    }
  }

  static ArtworkView of(Artwork artwork) {
    return new ArtworkView(
        artwork.id().value(),
        artwork.picture().item().hex(),
        artwork.picture().name(),
        StateWord.of(artwork.picture().kind()),
        StateWord.of(artwork.state()),
        artwork.origin().rule().value(),
        artwork.origin().scan().value(),
        artwork.origin().model().value(),
        PrintView.of(artwork.before()),
        PrintView.of(artwork.after()),
        artwork.kept(),
        artwork.changedAt());
  }
}
