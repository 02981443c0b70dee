/** From a source file to a published output: plan, render in ranges, assemble, verify, publish. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.video.job;
