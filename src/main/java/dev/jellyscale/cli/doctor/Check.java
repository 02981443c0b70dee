package dev.jellyscale.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param name what, in a word or two; the same on every machine
 * @param detail one line for a person: what was found and, where it is not good, what to do
 */
public record Check(String name, Verdict verdict, String detail) {

  /** How it is. */
  public enum Verdict {
    /** As it should be, or a plain fact. */
    OK,
    /** Something works less well than it could. */
    WARNING,
    /** Something does not work. */
    PROBLEM
  }

  static Check ok(String name, String detail) {
    return new Check(name, Verdict.OK, detail);
  }

  static Check warning(String name, String detail) {
    return new Check(name, Verdict.WARNING, detail);
  }

  static Check problem(String name, String detail) {
    return new Check(name, Verdict.PROBLEM, detail);
  }
}
