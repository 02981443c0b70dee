/** Pictures of luma: where they come from, and how they are shrunk, spoiled and compared. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.cli.quality.luma;
