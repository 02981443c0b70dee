package dev.jellyscale.api.v1.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A change of a job or of one of its segments as callers see it.
 *
 * @param number grows through the histories of all jobs; the id of the event that tells it
 * @param segment missing: the job itself
 * @param from state before, in small letters; missing where there was none
 * @param to state behind it
 * @param by a node or a caller
 * @param why a few words; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HistoryView(
    long number,
    Instant at,
    OptionalInt segment,
    Optional<String> from,
    String to,
    String by,
    String why) {}
