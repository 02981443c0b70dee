package dev.jellyscale.protocol.wire;

/**
 * Native libraries that a renderer has loaded, by the versions that they give themselves.
 *
 * @param onnxRuntime such as {@code 1.28.0}
 * @param ffmpeg such as {@code 8.0.1}
 */
public record LibraryFacts(String onnxRuntime, String ffmpeg) {}
