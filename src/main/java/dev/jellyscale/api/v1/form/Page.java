package dev.jellyscale.api.v1.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next cursor of the page that follows; empty: this is the last one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  public Page {
    items = List.copyOf(items);
  }

  /**
   * How many entries a page may have.
   *
   * @param limit as it came; null: 50
   * @throws InvalidFields if it is not between 1 and 200
   */
  public static int limit(@Nullable String limit) {
    if (limit == null) {
      return USUAL;
    }
    int number = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
    if (number < 1 || number > MOST) {
      throw new InvalidFields(Fault.invalid("query", "limit", "It is a number from 1 to " + MOST));
    }
    return number;
  }

  /**
   * A page of what was found.
   *
   * @param found one more than {@code limit} where there is a page behind it
   * @param next cursor behind an entry
   */
  public static <F, T> Page<T> of(
      List<F> found, int limit, Function<F, T> view, Function<F, String> next) {
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown.stream().map(view).toList(),
        found.size() > limit ? Optional.of(next.apply(shown.getLast())) : Optional.empty());
  }
}
