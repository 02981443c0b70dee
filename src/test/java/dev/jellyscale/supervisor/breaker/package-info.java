@org.jspecify.annotations.NullMarked
package dev.jellyscale.supervisor.breaker;
