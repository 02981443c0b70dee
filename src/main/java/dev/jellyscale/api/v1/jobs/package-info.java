/** Jobs over HTTP: asked for, found, watched and steered. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.v1.jobs;
