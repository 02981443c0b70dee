/** The facade's routes about models. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.models;
