package dev.jellyscale.protocol;

/** Back end of ONNX Runtime that runs a model. */
public enum ExecutionProvider {
  TENSORRT,
  CUDA,
  CPU
}
