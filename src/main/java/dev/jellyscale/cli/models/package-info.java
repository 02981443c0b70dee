/** {@code jellyscale models}: what models there are, and what becomes of them. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.models;
