package dev.jellyscale.api.v1.session;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.error.JellyscaleException.Invalid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password, as they came.
 *
 * @param name of an account
 * @param password of that account
 */
record SessionForm(
    @Schema(required = true, maxLength = 64) @Nullable String name,
    @Schema(required = true, maxLength = 256, writeOnly = true) @Nullable String password) {

  /** Both. */
  record Whole(String name, String password) {

    /** Tells no password. */
    @Override
    public String toString() {
      return "Whole";
    }
  }

  /**
   * Both, if both are there.
   *
   * @throws dev.jellyscale.api.problem.InvalidFields if one is missing
   */
  Whole whole() {
    var check = new FieldCheck("body");
    var givenName = check.of("name", () -> required(name));
    var givenPassword = check.of("password", () -> required(password));
    check.end();
    return new Whole(givenName.orElseThrow(), givenPassword.orElseThrow());
  }

  private static String required(@Nullable String value) {
    if (value == null) {
      throw new Invalid("It is needed");
    }
    return value;
  }

  /** Tells no password. */
  @Override
  public String toString() {
    return "SessionForm";
  }
}
