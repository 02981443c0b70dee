package dev.jellyscale.api.v1.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import dev.jellyscale.jobs.rules.ScanLine;
import dev.jellyscale.jobs.rules.store.LineRows;
import dev.jellyscale.model.ModelId;
import java.time.Duration;
import java.util.Optional;

/**
 * What a scan says of a video.
 *
 * @param item of Jellyfin
 * @param source {@code root:folder/file}; missing where Jellyfin's path is mapped to no root
 * @param judgement {@code chosen}, {@code redo} (a film of it was made otherwise), or why it is
 *     left
 * @param why it is left, as a sentence
 * @param modelBefore that made the film of it
 * @param bytes of its film, about
 * @param renderingSeconds that one renderer takes for it, about
 * @param job that makes it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ScanVideoView(
    String item,
    String name,
    Optional<String> source,
    String judgement,
    Optional<String> why,
    Optional<String> modelBefore,
    Optional<Long> bytes,
    Optional<Long> renderingSeconds,
    Optional<String> job) {

  static ScanVideoView of(ScanLine line) {
    var subject = line.subject();
    var judgement = line.judgement();
    return new ScanVideoView(
        subject.item().hex(),
        subject.name(),
        subject.source().map(source -> source.path().toString()),
        StateWord.of(LineRows.word(judgement)),
        judgement instanceof Left(var reason) ? Optional.of(reason.sentence()) : Optional.empty(),
        judgement instanceof RedoOffered(var model)
            ? Optional.of(model).map(ModelId::value)
            : Optional.empty(),
        line.forecast().bytes(),
        line.forecast().rendering().map(Duration::toSeconds),
        line.job().map(JobId::value));
  }
}
