package dev.jellyscale.api.service.form;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.api.service.spool.SpoolFile;
import java.util.Map;
import java.util.Optional;

/** The fields of a request's body. Its files exist until it is closed. */
public final class Form implements AutoCloseable {
  private final Map<String, String> texts;
  private final Map<String, SpoolFile> files;
  private final Runnable removal;

  Form(Map<String, String> texts, Map<String, SpoolFile> files, Runnable removal) {
    this.texts = Map.copyOf(texts);
    this.files = Map.copyOf(files);
    this.removal = removal;
  }

  /** A form without files. */
  static Form ofTexts(Map<String, String> texts) {
    return new Form(texts, Map.of(), () -> {});
  }

  /** A text field; empty where it is not there. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(texts.get(field));
  }

  /** All text fields by their names. */
  public Map<String, String> texts() {
    return texts;
  }

  /**
   * A text field that must be there.
   *
   * @throws InvalidFields if it is not there, or has no text
   */
  public String required(String field) {
    return text(field)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new InvalidFields(Fault.missing(field)));
  }

  /**
   * A whole number; {@code otherwise} where it is not there.
   *
   * @throws InvalidFields if it is no number
   */
  public long integer(String field, long otherwise) {
    return text(field).map(value -> FieldText.integer("body", field, value)).orElse(otherwise);
  }

  /**
   * True or false; {@code otherwise} where it is not there.
   *
   * @throws InvalidFields if it is neither
   */
  public boolean truth(String field, boolean otherwise) {
    return text(field).map(value -> FieldText.truth("body", field, value)).orElse(otherwise);
  }

  /**
   * An uploaded file that must be there.
   *
   * @throws InvalidFields if it is not there, or is text
   */
  public SpoolFile file(String field) {
    var file = files.get(field);
    if (file != null) {
      return file;
    }
    throw new InvalidFields(
        texts.containsKey(field)
            ? Fault.invalid("body", field, "Expected an uploaded file")
            : Fault.missing(field));
  }

  /** Removes its files. */
  @Override
  public void close() {
    removal.run();
  }
}
