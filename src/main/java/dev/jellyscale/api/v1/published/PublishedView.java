package dev.jellyscale.api.v1.published;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.errand.Errand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A published film as callers see it. Files are named by their roots.
 *
 * @param id of the job that made it
 * @param state in small letters: it has its name, is being removed, or was removed
 * @param mode {@code output}, {@code merge}, {@code version} or {@code replace}
 * @param backup where the original stands that it has replaced
 * @param why it is another way than was asked for; a sentence
 * @param sourceBytes size of the source that it was made of
 * @param sourceModifiedAt time of that source
 * @param item of Jellyfin whose film the source is
 * @param version its own item there, once it was merged with that one
 * @param open what Jellyfin is still to be told or asked: {@code tell}, {@code merge}, {@code
 *     split}; missing in lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PublishedView(
    String id,
    String state,
    String mode,
    String place,
    Optional<String> backup,
    Optional<String> why,
    String source,
    long sourceBytes,
    Instant sourceModifiedAt,
    String model,
    String modelSha256,
    int width,
    int height,
    String encoder,
    long bytes,
    String sha256,
    Optional<String> item,
    Optional<String> version,
    Optional<List<String>> open,
    Instant changedAt) {

  static PublishedView of(PublishedFile file, Optional<List<Errand>> open) {
    var placing = file.placing();
    var origin = file.origin();
    var making = file.making();
    return new PublishedView(
        file.job().value(),
        StateWord.of(file.state()),
        StateWord.of(placing.mode()),
        placing.place().toString(),
        placing.backup().map(RootedPath::toString),
        placing.note().map(Wording::of),
        origin.source().toString(),
        origin.print().bytes(),
        Instant.ofEpochMilli(origin.print().modified()),
        making.model().value(),
        making.modelSha256(),
        making.size().width(),
        making.size().height(),
        making.encoder(),
        file.content().bytes(),
        file.content().sha256(),
        file.listing().item().map(ItemId::hex),
        file.listing().twin().map(ItemId::hex),
        open.map(errands -> errands.stream().map(errand -> StateWord.of(errand.kind())).toList()),
        file.changedAt());
  }
}
