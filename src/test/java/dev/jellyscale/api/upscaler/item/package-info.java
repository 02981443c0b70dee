/** Tests of what is asked about items. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.item;
