package dev.jellyscale.video.remux;

import dev.jellyscale.protocol.StreamFacts;

/** A stream of the source and what becomes of it. */
record StreamPlan(StreamFacts stream, Treatment treatment) {}
