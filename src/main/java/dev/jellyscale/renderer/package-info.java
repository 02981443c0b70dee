/** A renderer's main loop: connects to its node, confines itself, does the work it is told. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.renderer;
