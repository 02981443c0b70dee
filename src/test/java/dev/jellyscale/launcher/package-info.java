/** Tests of the script that starts everything. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.launcher;
