/** ONNX Runtime sessions that cannot be closed under a running inference, and their memory. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.engine.session;
