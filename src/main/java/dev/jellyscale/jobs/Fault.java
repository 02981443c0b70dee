package dev.jellyscale.jobs;

/**
 * Why an attempt or a job did not succeed.
 *
 * @param code for programs, such as {@code source-changed}; letters and {@code -}
 * @param reason a sentence that a person can act upon
 * @param lasting whether another attempt would end in the same way
 */
public record Fault(String code, String reason, boolean lasting) {

  /** Another attempt may succeed. */
  public static Fault passing(String code, String reason) {
    return new Fault(code, reason, false);
  }

  /** Another attempt would end in the same way. */
  public static Fault lasting(String code, String reason) {
    return new Fault(code, reason, true);
  }
}
