/** The one ONNX Runtime environment that all of the engine shares. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.runtime;
