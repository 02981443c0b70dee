/** Inference: opens a model on a device and turns frames into larger frames. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine;
