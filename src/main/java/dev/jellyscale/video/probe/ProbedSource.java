package dev.jellyscale.video.probe;

import dev.jellyscale.protocol.SourceFacts;

/**
 * A source that can be worked with.
 *
 * @param facts what it holds
 * @param index where the frames of its main video are
 */
public record ProbedSource(SourceFacts facts, PacketIndex index) {}
