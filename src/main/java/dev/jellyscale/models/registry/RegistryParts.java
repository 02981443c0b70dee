package dev.jellyscale.models.registry;

import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.store.ModelStore;
import dev.jellyscale.supervisor.ModelCommands;
import java.nio.file.Path;

/**
 * What a registry works with; it closes none of it.
 *
 * @param scratch folder that renderers may read, for copies of files that are looked at
 */
public record RegistryParts(
    ModelStore store,
    Catalogue catalogue,
    Aliases aliases,
    ModelFiles files,
    ModelCommands commands,
    Path scratch) {}
