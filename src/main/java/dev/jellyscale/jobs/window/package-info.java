/** When jobs may render: hours of the week at a place. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.window;
