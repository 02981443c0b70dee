package dev.jellyscale.api.v1.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.rules.Forecast;
import dev.jellyscale.jobs.rules.Scan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A scan as callers see it.
 *
 * @param dry whether it begins nothing
 * @param redo whether films that were made otherwise are made anew
 * @param state {@code waiting}, {@code looking}, {@code beginning}, {@code done} or {@code failed}
 * @param why it failed; a sentence
 * @param videos how many there are of each word; empty before it has looked at all of them, missing
 *     where the rule is one of pictures
 * @param pictures likewise, where it is
 * @param bytes of all films that it begins, about; missing where nothing is known
 * @param renderingSeconds that one renderer takes for them, about; missing likewise
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ScanView(
    String id,
    String rule,
    boolean dry,
    boolean redo,
    String state,
    Optional<String> why,
    Optional<Map<String, Integer>> videos,
    Optional<Map<String, Integer>> pictures,
    Optional<Long> bytes,
    Optional<Long> renderingSeconds,
    Instant createdAt) {

  static ScanView of(Scan scan, Map<String, Integer> counts, Forecast forecast) {
    var words = new TreeMap<String, Integer>();
    counts.forEach((word, count) -> words.put(StateWord.of(word), count));
    boolean ofPictures = scan.rule().artwork().isPresent();
    return new ScanView(
        scan.id().value(),
        scan.rule().name().value(),
        scan.kind().dry(),
        scan.kind().redo(),
        StateWord.of(scan.state()),
        scan.why().map(Wording::of),
        ofPictures ? Optional.empty() : Optional.of(words),
        ofPictures ? Optional.of(words) : Optional.empty(),
        forecast.bytes(),
        forecast.rendering().map(Duration::toSeconds),
        scan.createdAt());
  }
}
