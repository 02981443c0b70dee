/** Refuses work at once while renderers fail one piece of work after the other. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.supervisor.breaker;
