package dev.jellyscale.api.problem;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import java.util.List;
import java.util.stream.Collectors;

/**
 * RFC 9457's problem of a request whose fields are not as they must be.
 *
 * @param errors one for each field
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
record FieldProblem(String type, String title, int status, String detail, List<FieldError> errors) {
  static final int STATUS = 422;
  private static final String TITLE = "Invalid fields";

  /**
   * What is wrong with one field.
   *
   * @param in {@code body}, {@code query}, {@code path} or {@code header}
   * @param field its name; empty where all of the body is meant
   */
  record FieldError(String in, String field, String detail) {
    static FieldError of(Fault fault) {
      var field = fault.loc().size() > 1 ? fault.loc().getLast() : "";
      return new FieldError(fault.loc().getFirst(), field, Wording.of(fault.msg()));
    }

    private String sentence() {
      return field.isEmpty() ? detail : field + ": " + detail;
    }
  }

  static FieldProblem of(List<Fault> faults) {
    var errors = faults.stream().map(FieldError::of).toList();
    var detail = errors.stream().map(FieldError::sentence).collect(Collectors.joining(". "));
    return new FieldProblem(Dialect.type(TITLE), TITLE, STATUS, detail, errors);
  }
}
