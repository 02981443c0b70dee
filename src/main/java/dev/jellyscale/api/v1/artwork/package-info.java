/** Pictures that rules have enlarged, over HTTP, and how they are put back. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.artwork;
