/** The node's log: free of secrets, one line for each entry, kept for a while and streamed. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.logs;
