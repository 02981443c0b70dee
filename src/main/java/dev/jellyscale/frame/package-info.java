/** Pictures in native memory: layout, ownership and colour description. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.frame;
