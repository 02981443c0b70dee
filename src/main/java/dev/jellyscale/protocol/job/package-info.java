/** What a node and its renderers tell each other about videos: plans, ranges, checks, joining. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol.job;
