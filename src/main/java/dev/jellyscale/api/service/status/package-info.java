/** What the node says about itself: the device that did the last work, renderers, health. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.api.service.status;
