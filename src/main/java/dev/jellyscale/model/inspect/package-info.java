/** What a model file declares, read without loading it: the gate before any ONNX parser. */
@org.jspecify.annotations.NullMarked
package dev.jellyscale.model.inspect;
