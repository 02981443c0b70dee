/** Tests of jobs that are asked for over the facade. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.upscaler.process;
