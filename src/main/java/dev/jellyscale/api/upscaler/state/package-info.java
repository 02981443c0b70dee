/** What the facade tells of the node and its work. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.state;
