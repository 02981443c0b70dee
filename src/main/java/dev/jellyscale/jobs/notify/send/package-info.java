/** How notices reach their targets: what is sent, by whom, and when again. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.notify.send;
