package dev.jellyscale.api.upscaler.form;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Text fields of a request to the facade, wherever they came from. Names are looked up in any case,
 * as these callers are used to; blank fields count as missing, and none is longer than {@value
 * #LONGEST} characters. What is not as it must be is {@link Invalid}, which is 400.
 */
public final class FacadeFields {
  /** Characters of the longest value. */
  public static final int LONGEST = 1_000;

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");

  private final Map<String, String> values;

  private FacadeFields(Map<String, String> values) {
    this.values = values;
  }

  /** Fields by their names; where two names differ by their case alone, one of them counts. */
  public static FacadeFields of(Map<String, String> fields) {
    var values = new HashMap<String, String>();
    fields.forEach((name, value) -> values.put(key(name), value));
    return new FacadeFields(values);
  }

  /** These fields, and where they lack one, that of {@code other}. */
  public FacadeFields or(FacadeFields other) {
    var both = new HashMap<>(other.values);
    values.forEach((name, value) -> both.merge(name, value, (a, b) -> b.isBlank() ? a : b));
    return new FacadeFields(both);
  }

  /**
   * A field.
   *
   * @throws Invalid if it is too long
   */
  public Optional<String> text(String name) {
    var value = Optional.ofNullable(values.get(key(name))).map(String::strip);
    if (value.filter(text -> text.length() > LONGEST).isPresent()) {
      throw new Invalid(name + " is longer than " + LONGEST + " characters");
    }
    return value.filter(text -> !text.isEmpty());
  }

  /**
   * A field that must be there.
   *
   * @throws Invalid if it is not
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> new Invalid(name + " is missing"));
  }

  /**
   * A model.
   *
   * @throws Invalid if the field is there and names none
   */
  public Optional<ModelId> model(String name) {
    return text(name).map(ModelId::new);
  }

  /**
   * A model that must be named.
   *
   * @throws Invalid if it is not
   */
  public ModelId requiredModel(String name) {
    return new ModelId(required(name));
  }

  /**
   * A whole number.
   *
   * @throws Invalid if the field is there and no number from {@code least} to {@code most}
   */
  public OptionalLong integer(String name, long least, long most) {
    var text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    var within = "%s is a whole number from %d to %d".formatted(name, least, most);
    if (!NUMBER.matcher(text.get()).matches()) {
      throw new Invalid(within);
    }
    long number = Long.parseLong(text.get());
    if (number < least || number > most) {
      throw new Invalid(within);
    }
    return OptionalLong.of(number);
  }

  /**
   * True or false.
   *
   * @throws Invalid if the field is there and neither
   */
  public Optional<Boolean> truth(String name) {
    return text(name)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true", "1", "yes", "on" -> true;
                  case "false", "0", "no", "off" -> false;
                  default -> throw new Invalid(name + " is true or false");
                });
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
