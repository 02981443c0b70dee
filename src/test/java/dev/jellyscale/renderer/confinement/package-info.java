/** Tests of what a renderer gives up. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.renderer.confinement;
