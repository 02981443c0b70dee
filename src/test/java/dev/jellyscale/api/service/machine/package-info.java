/** Tests of what is told of the machine. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.machine;
