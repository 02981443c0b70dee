package dev.jellyscale.models.registry;

import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.Places;
import dev.jellyscale.config.WorkRoot;
import dev.jellyscale.model.inspect.OnnxInspector;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.install.Acceptance;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.models.install.Installer;
import dev.jellyscale.models.install.ModelFolder;
import dev.jellyscale.models.lifecycle.LifecycleSettings;
import dev.jellyscale.models.lifecycle.ModelEvents;
import dev.jellyscale.models.lifecycle.OpenModels;
import dev.jellyscale.models.store.ModelStore;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A registry and what it keeps on the disk: the data directory, held alone, and the database in it.
 * The node has one, and so has the command line while no node runs.
 */
public final class OwnRegistry implements AutoCloseable {
  private static final String RENDERER = "renderer";

  private final DataDirectory data;
  private final ModelStore store;
  private final ModelEvents events = new ModelEvents();
  private final ModelRegistry registry;

  private OwnRegistry(DataDirectory data, ModelStore store, Renderers renderers, ModelFiles files) {
    this.data = data;
    this.store = store;
    var clock = InstantSource.system();
    var supervisor = renderers.supervisor();
    var open = new OpenModels(supervisor, renderers.settings(), clock, events);
    supervisor.listen((slot, state) -> forgetOpen(open, state, supervisor.aloneIn(slot)));
    registry =
        new ModelRegistry(
            new RegistryParts(
                store,
                Catalogue.shipped(),
                Aliases.shipped(),
                files,
                supervisor,
                renderers.scratch()),
            open,
            clock);
  }

  private record Renderers(Supervisor supervisor, Path scratch, LifecycleSettings settings) {}

  /** What renderers of such a registry have to be able to read and write. */
  public static Folders folders(Places places) {
    return new Folders(places.work().resolve(RENDERER), List.of(places.data().resolve("models")));
  }

  /**
   * Opens everything; what an interrupted installation has left is removed, and models whose files
   * are gone are forgotten. No renderer is started by that.
   *
   * @param supervisor of renderers that may touch {@link #folders}; not closed with the registry
   * @param environment of this process
   * @throws dev.jellyscale.error.JellyscaleException if a folder or the database cannot be used,
   *     somebody else holds them, or a setting is not understood
   */
  public static OwnRegistry open(
      Places places, Supervisor supervisor, Map<String, String> environment) {
    var settings = LifecycleSettings.ofEnvironment(environment);
    var data = DataDirectory.open(places.data());
    try {
      var scratch = WorkRoot.open(WorkRoot.open(places.work()).path().resolve(RENDERER)).path();
      CopyInspection.removeLeftovers(scratch);
      var files = files(data, supervisor, environment);
      var store = ModelStore.open(data.database(), data.nodeName(places.node()));
      return forgetLost(
          new OwnRegistry(data, store, new Renderers(supervisor, scratch, settings), files), store);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private static OwnRegistry forgetLost(OwnRegistry own, ModelStore store) {
    try {
      own.registry.forgetLost();
      return own;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static ModelFiles files(
      DataDirectory data, Supervisor supervisor, Map<String, String> environment) {
    var catalogue = Catalogue.shipped();
    return ModelFiles.of(
        ModelFolder.open(data.models()),
        Installer.policy(catalogue),
        new Acceptance((id, file) -> OnnxInspector.inspect(id, file), supervisor),
        ImportRules.of(catalogue, Aliases.shipped(), environment));
  }

  private static void forgetOpen(OpenModels open, SlotState state, boolean last) {
    switch (state) {
      case SlotState.Stopped _ -> open.rendererGone("Its renderer has ended", last);
      case SlotState.BackingOff(var _, String reason) ->
          open.rendererGone("Its renderer has died: " + reason, last);
      case SlotState.Closed _ -> open.rendererGone("Renderers are closed", last);
      case SlotState.Starting _, SlotState.Idle _, SlotState.Busy _ -> {}
    }
  }

  /** What can be asked. */
  public ModelRegistry registry() {
    return registry;
  }

  /** Changes of models. */
  public ModelEvents events() {
    return events;
  }

  /** The database. */
  public ModelStore store() {
    return store;
  }

  /** The folder that is held. */
  public DataDirectory data() {
    return data;
  }

  /** Closes the database and gives the data directory up. */
  @Override
  public void close() {
    try {
      store.close();
    } finally {
      data.close();
    }
  }
}
