package dev.jellyscale.model.inspect.wire;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import java.nio.charset.StandardCharsets;

/**
 * Words for what is wrong with a model: one sentence that names it. Text from the file is shown
 * only through {@link #shown}.
 *
 * @param model name in the sentence
 */
public record Refusal(String model) {
  private static final int LONGEST_SHOWN = 64;

  /** The file is well formed, but says what is not accepted. */
  public BadModel because(String predicate) {
    return new BadModel("Model '" + model + "' " + predicate);
  }

  /** The bytes are no ONNX model, or not all of one. */
  public BadModel damaged(String detail) {
    return because("is not an ONNX file, or a damaged one: " + detail);
  }

  /** There is more of something than a limit allows. */
  public LimitExceeded moreThan(long limit, String things) {
    return new LimitExceeded("Model '%s' has more than %d %s".formatted(model, limit, things));
  }

  /** Text of the file that can be shown and logged: short, and of printable ASCII alone. */
  public static String shown(byte[] text) {
    var all = new String(text, StandardCharsets.UTF_8);
    var cut = all.substring(0, Math.min(all.length(), LONGEST_SHOWN));
    return cut.replaceAll("[^ -~]|'", "?");
  }
}
