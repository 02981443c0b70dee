package dev.jellyscale.model.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Model files that must be refused, each with a part of the sentence that says why. */
public final class MaliciousModels {

  /**
   * A file that no part of Jellyscale may open.
   *
   * @param name what is wrong, as a name for a test or a file
   * @param onnx its bytes
   * @param reason part of the message of the refusal
   */
  public record MaliciousModel(String name, byte[] onnx, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private MaliciousModels() {}

  /** All of them, made anew. */
  public static List<MaliciousModel> all() {
    return Stream.of(
            ForeignContent.models(),
            ForeignCode.models(),
            FalseSizes.models(),
            TooManyThings.models(),
            BadGraphs.models(),
            BrokenBytes.models())
        .flatMap(models -> models)
        .toList();
  }
}
