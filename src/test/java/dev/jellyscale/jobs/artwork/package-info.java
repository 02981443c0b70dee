@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.artwork;
