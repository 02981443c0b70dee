package dev.jellyscale.api.v1.form;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at the fields of a request one by one, so that all that is wrong is told at once. */
public final class FieldCheck {
  private final String place;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param place {@code body}, {@code query}, {@code path} or {@code header}
   */
  public FieldCheck(String place) {
    this.place = place;
  }

  /** The value of a field; empty where it is not as it must be, which is then remembered. */
  public <T> Optional<T> of(String field, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (Invalid | NotFound | Denied e) {
      wrong(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A field is not as it must be. */
  public void wrong(String field, String sentence) {
    faults.add(Fault.invalid(place, field, sentence));
  }

  /**
   * Ends the check.
   *
   * @throws InvalidFields if anything was wrong
   */
  public void end() {
    if (!faults.isEmpty()) {
      throw new InvalidFields(faults);
    }
  }
}
