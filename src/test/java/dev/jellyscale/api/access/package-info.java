/** Tests of the gate of the public port. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.access;
