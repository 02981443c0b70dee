/**
 * How a renderer gives up rights before it opens anything: no new privileges, Landlock and seccomp,
 * asked of the kernel through the foreign function API.
 */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.renderer.confinement;
