/** What the facade tells of the machine, and how fast it is. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.machine;
