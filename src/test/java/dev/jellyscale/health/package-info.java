/** Tests of the node's public routes. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.health;
