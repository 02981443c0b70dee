/** The node's part in jobs, from its start to its end. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.work;
