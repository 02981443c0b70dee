/** Whether the node is alive and ready. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.health;
