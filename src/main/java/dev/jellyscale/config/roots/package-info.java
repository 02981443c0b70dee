/** Named folders of media and the files in them, by names that mean the same on every node. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.config.roots;
