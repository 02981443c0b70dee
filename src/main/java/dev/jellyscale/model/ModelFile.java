package dev.jellyscale.model;

/**
 * The bytes of a model and what to call it.
 *
 * @param id name in reports and tags
 * @param sha256 of {@code onnx}, 64 lower-case hexadecimal digits
 * @param onnx the file; never changed after creation
 */
public record ModelFile(ModelId id, String sha256, byte[] onnx) {}
