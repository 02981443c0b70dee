package dev.jellyscale.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA failure 2: out of memory ; GPU=0 ; hostname=x",
        "BFCArena::AllocateRawInternal(size_t) Failed to allocate memory for requested buffer",
        "CUDNN failure 2: CUDNN_STATUS_ALLOC_FAILED",
        "std::bad_alloc"
      })
  void recognisesThatMemoryRanOut(String message) {
    var failure = DeviceFailure.of(new OrtException(message));

    assertThat(failure.outOfMemory()).isTrue();
  }

  @Test
  void tellsOtherFailuresFromThat() {
    var failure = DeviceFailure.of(new OrtException("CUDA failure 700: an illegal memory access"));

    assertThat(failure.outOfMemory()).isFalse();
  }

  @Test
  void keepsTheFirstLineAndDropsWhatIsBeforeTheMessage() {
    var failure =
        DeviceFailure.of(
            new OrtException("Error code - ORT_FAIL - message: cannot load\nstack of something"));

    assertThat(failure).hasMessage("cannot load");
  }
}
