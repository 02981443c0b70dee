package dev.jellyscale.jobs.node;

import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jobs.rules.Forecaster;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.scan.JellyfinFacts;
import dev.jellyscale.jobs.rules.scan.JellyfinVideos;
import dev.jellyscale.jobs.rules.scan.RuleJobs;
import dev.jellyscale.jobs.rules.scan.ScanParts;
import dev.jellyscale.jobs.rules.scan.ScanRunner;
import dev.jellyscale.jobs.rules.store.PaceRows;
import dev.jellyscale.jobs.rules.store.PastRows;
import dev.jellyscale.jobs.work.Workshop;
import dev.jellyscale.model.ModelId;

/** What scans of a node ask: its Jellyfin server, its models and the rows of all nodes. */
final class RuleScans {
  private final Workshop workshop;
  private final JellyfinServer server;
  private final PaceRows paces;
  private final PastRows past;

  private RuleScans(Workshop workshop, JellyfinServer server) {
    this.workshop = workshop;
    this.server = server;
    var database = workshop.store().database();
    paces = new PaceRows(database);
    past = new PastRows(database);
  }

  /** Who does scans; nobody does before he is told to begin. */
  static ScanRunner runner(Workshop workshop, JellyfinServer server) {
    var scans = new RuleScans(workshop, server);
    var roots = workshop.places().roots();
    var parts =
        new ScanParts(
            new JellyfinVideos(server, roots),
            scans::facts,
            scans::forecaster,
            new RuleJobs(workshop.store(), roots, scans::scale));
    return new ScanRunner(workshop.store().database(), workshop.node(), parts);
  }

  private JellyfinFacts facts(Rule rule, Forecaster forecaster) {
    return new JellyfinFacts(rule, server, past, forecaster);
  }

  private Forecaster forecaster(RuleRecipe recipe) {
    return new Forecaster(recipe, scale(recipe.model()), paces.secondsPerPixel(recipe.model()));
  }

  private int scale(ModelId model) {
    return workshop.models().get().view(model).scale();
  }
}
