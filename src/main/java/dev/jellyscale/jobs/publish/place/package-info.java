/** Films given their final names, and taken away again, with nothing lost on the way. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.publish.place;
