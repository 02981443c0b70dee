/** Tests of the set-up text. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.install;
