package dev.jellyscale.api.v1.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.PictureFate;
import dev.jellyscale.jobs.artwork.PictureLine;
import dev.jellyscale.model.ModelTraits.Size;
import java.util.Optional;

/**
 * What a scan says of a picture.
 *
 * @param item of Jellyfin
 * @param name of the item
 * @param kind {@code poster} or {@code backdrop}
 * @param before its size, such as {@code 400x600}; missing where nobody knows it
 * @param after size of the larger one; missing where there is none
 * @param judgement {@code chosen}, or why it is left
 * @param why it is left, as a sentence
 * @param artwork id of the larger one, where it was made
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ScanPictureView(
    String item,
    String name,
    String kind,
    Optional<String> before,
    Optional<String> after,
    String judgement,
    Optional<String> why,
    Optional<String> artwork) {

  static ScanPictureView of(PictureLine line) {
    var fate = line.fate();
    return new ScanPictureView(
        line.picture().item().hex(),
        line.picture().name(),
        StateWord.of(line.picture().kind()),
        line.before().map(Size::toString),
        line.after().map(Size::toString),
        StateWord.of(fate),
        fate == PictureFate.CHOSEN ? Optional.empty() : Optional.of(fate.sentence()),
        line.artwork().map(ArtworkId::value));
  }
}
