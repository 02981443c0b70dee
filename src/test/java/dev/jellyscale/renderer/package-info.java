/** Tests of a renderer's work, without its process. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.renderer;
