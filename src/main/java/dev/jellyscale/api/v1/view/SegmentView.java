package dev.jellyscale.api.v1.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.v1.view.JobView.FaultView;
import java.util.Optional;

/**
 * A segment of a job as callers see it.
 *
 * @param number its name; segments are in the order of their first frames, not of their numbers
 * @param state in small letters
 * @param firstFrame of the source, from 0
 * @param frames that it has
 * @param framesDone of the attempt under way; missing where there is none
 * @param attempts that have begun
 * @param failures attempts that ended by a fault
 * @param node that is at it or has rendered it
 * @param seconds that rendering took
 * @param fps at which it is being rendered, or was; missing where that is not known
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SegmentView(
    int number,
    String state,
    long firstFrame,
    long frames,
    Optional<Long> framesDone,
    int attempts,
    int failures,
    Optional<String> node,
    Optional<String> device,
    Optional<Double> seconds,
    Optional<Double> fps,
    Optional<FaultView> fault) {}
