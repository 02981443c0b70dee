package dev.jellyscale.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a request are missing or malformed: status 422, and a body in FastAPI's shape on the
 * service's routes. Throw it from a resource.
 */
public final class InvalidFields extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  /** All that is wrong, in the order of the fields. */
  public InvalidFields(List<Fault> faults) {
    super("Fields are not as they must be: " + faults);
    this.faults = List.copyOf(faults);
  }

  /** The one thing that is wrong. */
  public InvalidFields(Fault fault) {
    this(List.of(fault));
  }

  /**
   * One field's fault.
   *
   * @param type FastAPI's word for it: {@code missing}, {@code int_parsing}, {@code value_error}
   * @param loc where it is: {@code body} or {@code query}, and the name of the field
   * @param msg a sentence
   * @param input what came; null for nothing
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Fault(String type, List<String> loc, String msg, @Nullable String input) {
    private static final int LONGEST_INPUT = 100;

    public Fault {
      loc = List.copyOf(loc);
      input =
          input == null || input.length() <= LONGEST_INPUT
              ? input
              : input.substring(0, LONGEST_INPUT) + "...";
    }

    /** A field of a form or of JSON that must be there and is not. */
    public static Fault missing(String field) {
      return new Fault("missing", List.of("body", field), "Field required", null);
    }

    /** A field of a form or of JSON that is no whole number. */
    public static Fault noInteger(String field, String input) {
      return noInteger("body", field, input);
    }

    /**
     * A value that is no whole number.
     *
     * @param place {@code body}, {@code query} or {@code path}
     */
    public static Fault noInteger(String place, String field, String input) {
      return new Fault(
          "int_parsing", List.of(place, field), "Input should be a valid integer", input);
    }

    /** A value that is not as it must be, with a sentence of its own. */
    public static Fault invalid(String place, String field, String message) {
      return new Fault("value_error", List.of(place, field), message, null);
    }
  }

  /** All that is wrong. */
  public List<Fault> faults() {
    return faults;
  }
}
