package dev.jellyscale.api.v1.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import java.util.Optional;

/**
 * Where a film shall go beside the output root, and where it went.
 *
 * @param wanted {@code merge}, {@code version} or {@code replace}; missing: the output root alone
 * @param item of Jellyfin
 * @param label of a version
 * @param mode how it was published: {@code output}, {@code merge}, {@code version} or {@code
 *     replace}; missing in lists, and before
 * @param place where it stands; missing like {@code mode}
 * @param backup where the original stands that it has replaced
 * @param why it is another way than was wanted; a sentence
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PublishView(
    Optional<String> wanted,
    Optional<String> item,
    Optional<String> label,
    Optional<String> mode,
    Optional<String> place,
    Optional<String> backup,
    Optional<String> why) {

  static Optional<PublishView> of(PublishWish wish, Optional<PublishedFile> file) {
    if (wish.equals(PublishWish.NONE) && file.isEmpty()) {
      return Optional.empty();
    }
    var placing = file.map(PublishedFile::placing);
    return Optional.of(
        new PublishView(
            wish.wanted().map(StateWord::of),
            wish.item().map(ItemId::hex),
            wish.label(),
            placing.map(Placing::mode).map(StateWord::of),
            placing.map(Placing::place).map(RootedPath::toString),
            placing.flatMap(Placing::backup).map(RootedPath::toString),
            placing.flatMap(Placing::note).map(Wording::of)));
  }
}
