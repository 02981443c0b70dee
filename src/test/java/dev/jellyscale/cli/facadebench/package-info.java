/** Tests of the benchmark of the facade. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.facadebench;
