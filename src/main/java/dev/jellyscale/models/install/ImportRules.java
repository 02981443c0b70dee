package dev.jellyscale.models.install;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an imported file may be.
 *
 * @param maxBytes size of the largest file
 * @param reserved ids that no import may take, in lower case
 */
public record ImportRules(long maxBytes, Set<String> reserved) {
  /** Environment variable with the size of the largest file, such as {@code 750M}. */
  public static final String MAX_BYTES = "JELLYSCALE_MAX_MODEL_BYTES";

  private static final long USUAL_BYTES = 500L << 20;
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,15})([KMG]?)(?:i?B)?");

  public ImportRules {
    reserved = Set.copyOf(reserved);
    if (maxBytes < 1) {
      throw new Invalid("A largest file of " + maxBytes + " bytes allows none");
    }
  }

  /**
   * Ids of the catalogue, and of others that a model of it stands in for, are reserved; the size is
   * of {@code environment} or 500M.
   */
  public static ImportRules of(
      Catalogue catalogue, Aliases aliases, Map<String, String> environment) {
    var reserved = new HashSet<String>();
    catalogue.entries().forEach(entry -> reserved.add(key(entry.id())));
    aliases.entries().stream()
        .filter(alias -> alias.model().isPresent())
        .forEach(alias -> reserved.add(key(alias.id())));
    return new ImportRules(maxBytes(environment), reserved);
  }

  /**
   * Size of the largest file that an environment allows.
   *
   * @throws Invalid if it says something that is no size
   */
  public static long maxBytes(Map<String, String> environment) {
    var size = Optional.ofNullable(environment.get(MAX_BYTES)).filter(text -> !text.isBlank());
    return size.map(ImportRules::bytes).orElse(USUAL_BYTES);
  }

  private static String key(ModelId id) {
    return id.value().toLowerCase(Locale.ROOT);
  }

  /**
   * Sees to it that an import may have an id.
   *
   * @throws Conflict if it is reserved
   * @throws Invalid if no command line could name it
   */
  void check(ModelId id) {
    if (id.value().startsWith("-")) {
      throw new Invalid(
          "The id '" + id + "' begins like an option, so no command could name it; choose another");
    }
    if (reserved.contains(key(id))) {
      throw new Conflict(
          "The id '%s' is one of Jellyscale's own, or a model of its own stands in for it; choose another"
              .formatted(id));
    }
  }

  private static long bytes(String text) {
    var size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      throw new Invalid("%s='%s' is no size such as 500M or 2G".formatted(MAX_BYTES, text));
    }
    long unit =
        switch (size.group(2)) {
          case "K" -> 1L << 10;
          case "M" -> 1L << 20;
          case "G" -> 1L << 30;
          default -> 1;
        };
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new Invalid(MAX_BYTES + " is larger than any file", e);
    }
  }
}
