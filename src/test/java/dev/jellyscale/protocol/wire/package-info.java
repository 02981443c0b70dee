/** Tests of the messages between node and renderer. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.protocol.wire;
