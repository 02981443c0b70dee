package dev.jellyscale.models.catalogue;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of our models stands in for an id that other software asks for. A stand-in has the scale
 * that was asked for and is a network: nothing is passed off as what it is not. Immutable.
 */
public final class Aliases {
  /** Ids that a message names at most. */
  private static final int MOST_NAMED = 12;

  private final Catalogue catalogue;
  private final List<Alias> entries;

  private Aliases(Catalogue catalogue, List<Alias> entries) {
    this.catalogue = catalogue;
    this.entries = List.copyOf(entries);
    var seen = new HashSet<ModelId>();
    for (var alias : entries) {
      check(alias);
      if (!seen.add(alias.id())) {
        throw new Invalid("Alias '" + alias.id() + "' is listed twice");
      }
    }
  }

  /** The aliases of this release, for the catalogue of this release. */
  public static Aliases shipped() {
    return parse(ShippedJson.text("aliases.json"), Catalogue.shipped());
  }

  /**
   * Reads aliases in the form of {@code models/aliases.json}.
   *
   * @throws Invalid if one contradicts the catalogue or another
   */
  public static Aliases parse(String json, Catalogue catalogue) {
    return new Aliases(catalogue, ShippedJson.read(json, AliasFile.class).aliases());
  }

  private void check(Alias alias) {
    if (catalogue.find(alias.id()).isPresent()) {
      throw new Invalid("Alias '" + alias.id() + "' is a model of the catalogue");
    }
    alias.model().ifPresent(model -> checkStandIn(alias, model));
  }

  private void checkStandIn(Alias alias, ModelId model) {
    var entry = catalogue.find(model);
    if (entry.isEmpty()) {
      throw new Invalid("Alias '%s' means '%s', which is unknown".formatted(alias.id(), model));
    }
    if (entry.get().scale() != alias.scale()) {
      throw new Invalid("Alias '%s' and '%s' differ in scale".formatted(alias.id(), model));
    }
    if (entry.get().task() == Task.INTERPOLATION) {
      throw new Invalid("Alias '%s' means an interpolation".formatted(alias.id()));
    }
  }

  /** All aliases, those without a model included. */
  public List<Alias> entries() {
    return entries;
  }

  /** What is known of another catalogue's id. */
  public Optional<Alias> find(ModelId id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /**
   * Says which model an id means: the model of that id, else the one that stands in for it.
   *
   * @throws NotFound if there is none; says why, or which ids are spelled alike or exist at all
   */
  public NamedModel resolve(ModelId id) {
    if (catalogue.find(id).isPresent()) {
      return new NamedModel(id, Optional.empty());
    }
    var alias =
        find(id).orElseThrow(() -> new NotFound("No model '%s'; %s".formatted(id, nearby(id))));
    var model =
        alias
            .model()
            .orElseThrow(
                () ->
                    new NotFound("No model '%s': %s".formatted(id, alias.reason().orElseThrow())));
    return new NamedModel(model, Optional.of(id));
  }

  private String nearby(ModelId asked) {
    var near = SimilarIds.to(asked, known());
    return near.isEmpty()
        ? "the catalogue has " + quoted(catalogue.entries().stream().map(CatalogueEntry::id))
        : "near are " + quoted(near.stream());
  }

  private static String quoted(Stream<ModelId> ids) {
    return ids.limit(MOST_NAMED).map(id -> "'" + id + "'").collect(Collectors.joining(", "));
  }

  private List<ModelId> known() {
    var ours = catalogue.entries().stream().map(CatalogueEntry::id);
    var others = entries.stream().filter(alias -> alias.model().isPresent()).map(Alias::id);
    return Stream.concat(ours, others).toList();
  }

  record AliasFile(int version, List<Alias> aliases) {
    AliasFile {
      ShippedJson.checkVersion(version);
    }
  }
}
