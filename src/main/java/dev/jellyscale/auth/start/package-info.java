/** What a node finds when it starts: the operator's token, or one that it makes itself. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.auth.start;
