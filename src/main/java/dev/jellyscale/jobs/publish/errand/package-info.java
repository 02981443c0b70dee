/** What Jellyfin is told and asked after films were published or taken away, until it has heard. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jobs.publish.errand;
