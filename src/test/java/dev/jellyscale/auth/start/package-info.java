/** Tests of what a node finds when it starts. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.start;
