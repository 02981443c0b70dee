/** Tests of jobs in the facade's words. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.job;
