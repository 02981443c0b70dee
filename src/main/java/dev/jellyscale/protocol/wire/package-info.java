/**
 * What node and renderer say to each other: commands, events, and the channel that carries them.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol.wire;
