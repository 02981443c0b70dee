/** What becomes of jobs, as server-sent events whose ids outlive nodes. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.events;
