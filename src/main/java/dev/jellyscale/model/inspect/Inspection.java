package dev.jellyscale.model.inspect;

import dev.jellyscale.model.inspect.wire.Message;
import dev.jellyscale.model.inspect.wire.Refusal;
import java.io.IOException;

/** One inspection: its limits, its words, and what is counted over the whole file. */
final class Inspection {
  private final Refusal refusal;
  private final InspectionLimits limits;
  private long described;
  private long parameters;

  Inspection(Refusal refusal, InspectionLimits limits) {
    this.refusal = refusal;
    this.limits = limits;
  }

  Refusal refusal() {
    return refusal;
  }

  InspectionLimits limits() {
    return limits;
  }

  /** Reads a name. */
  byte[] name(Message message) throws IOException {
    return message.text(limits.nameBytes(), "names");
  }

  /** Skips documentation or metadata. */
  void description(Message message) throws IOException {
    described += message.skipped();
    if (described > limits.descriptionBytes()) {
      throw refusal.moreThan(limits.descriptionBytes(), "bytes of documentation and metadata");
    }
  }

  /** One more than {@code count}, unless that is above a limit. */
  int oneMore(int count, int limit, String things) {
    if (count >= limit) {
      throw refusal.moreThan(limit, things);
    }
    return count + 1;
  }

  /** Counts the elements of a constant if they are trained values. */
  void count(TensorWalk.Constant constant) {
    parameters += constant.type().isTrained() ? constant.elements() : 0;
  }

  long parameters() {
    return parameters;
  }

  /** The elements of a tensor with one more dimension. */
  long product(long elements, long dimension, long most) {
    requireDimension(dimension);
    // Both are below 2^32, so this cannot overflow.
    if (elements * dimension > most) {
      throw refusal.moreThan(most, "elements in one tensor");
    }
    return elements * dimension;
  }

  private void requireDimension(long dimension) {
    if (dimension < 0) {
      throw refusal.because("declares a tensor of a negative size");
    }
    if (dimension > limits.dimension()) {
      throw refusal.moreThan(limits.dimension(), "elements along one dimension of a tensor");
    }
  }
}
