/** Tests of {@link dev.jellyscale.jellyfin.check}. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.jellyfin.check;
