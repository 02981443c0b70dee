/** Which models are open in renderers, and how long they stay so. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.models.lifecycle;
