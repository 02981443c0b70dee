package dev.jellyscale.protocol.job;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.FrameRange;
import java.util.Optional;

/**
 * A segment to be read wholly, before it counts as finished.
 *
 * @param wish by which it was rendered
 * @param frames of the source that it shall hold; empty: all of them
 * @param segment absolute path
 * @param expected what its writer knew of the file
 * @param picture size of its frames
 */
public record CheckTask(
    VideoWish wish,
    Optional<FrameRange> frames,
    String segment,
    SegmentFile expected,
    Size picture) {}
