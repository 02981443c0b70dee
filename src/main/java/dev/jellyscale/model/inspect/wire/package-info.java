/** The wire format of protocol buffers, read in place and strictly. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.model.inspect.wire;
