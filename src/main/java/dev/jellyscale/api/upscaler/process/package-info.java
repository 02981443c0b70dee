/** Jobs that are asked for over the facade: by a path of the server, or as what an item needs. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.process;
