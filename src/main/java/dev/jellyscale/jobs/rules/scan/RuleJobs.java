package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.publish.OutputName;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.Judgement.Reason;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleKey;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.ScanLine;
import dev.jellyscale.jobs.rules.scan.ScanParts.Order;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.model.ModelId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** Begins jobs of rules, as if somebody had asked for each of them. */
public final class RuleJobs implements ScanParts.Orders {
  private final JobStore store;
  private final MediaRoots roots;
  private final ToIntFunction<ModelId> scales;

  /**
   * Begins jobs.
   *
   * @param roots where films go
   * @param scales how many times as wide and high pictures of a model are
   */
  public RuleJobs(JobStore store, MediaRoots roots, ToIntFunction<ModelId> scales) {
    this.store = store;
    this.roots = roots;
    this.scales = scales;
  }

  @Override
  public Order begin(Scan scan, ScanLine line) {
    var rule = scan.rule();
    var file = file(line);
    boolean redo = line.judgement() instanceof RedoOffered;
    var key = redo ? keyOfRedo(scan, file) : RuleKey.of(rule, file);
    var earlier = store.jobs().asked(rule.caller(), key);
    if (earlier.isPresent()) {
      return new Order.Begun(earlier.get().id());
    }
    RootedPath output;
    try {
      output = output(file.path(), rule.recipe(), redo);
    } catch (Conflict e) {
      return passedOver(Reason.OUTPUT_TAKEN, e);
    } catch (Invalid | Denied e) {
      return passedOver(Reason.OUTPUT_REFUSED, e);
    }
    return create(request(rule, line, output, key), rule);
  }

  private Order create(JobRequest request, Rule rule) {
    var cause = new Cause(rule.caller(), "the rule '%s' means it".formatted(rule.name()));
    try {
      return new Order.Begun(store.jobs().create(request, cause).job().id());
    } catch (Conflict e) {
      return passedOver(Reason.OUTPUT_TAKEN, e);
    }
  }

  private static Order passedOver(Reason reason, JellyscaleException cause) {
    return new Order.PassedOver(reason, String.valueOf(cause.getMessage()));
  }

  private static Place.Here file(ScanLine line) {
    var source = line.subject().source().orElseThrow();
    return new Place.Here(
        source.path(), source.bytes().orElseThrow(), source.modified().orElseThrow());
  }

  /** Somebody asks for it with this very scan; what became of the job before does not matter. */
  private static IdempotencyKey keyOfRedo(Scan scan, Place.Here file) {
    var key = RuleKey.of(scan.rule(), file);
    return new IdempotencyKey(key.value() + "-" + scan.id(), key.bodySha256());
  }

  private static JobRequest request(
      Rule rule, ScanLine line, RootedPath output, IdempotencyKey key) {
    var recipe = rule.recipe();
    return new JobRequest(
        new JobRecipe(
            file(line).path(),
            output,
            recipe.model(),
            recipe.scale(),
            recipe.encoder(),
            Optional.empty(),
            OptionalInt.empty()),
        recipe.turn().priority(),
        recipe.turn().window(),
        rule.caller(),
        new PublishWish(
            Optional.of(recipe.publish()),
            Optional.of(line.subject().item()),
            Optional.empty(),
            false),
        Optional.of(key));
  }

  /** A film that is made anew stands beside the one before. */
  private RootedPath output(RootedPath source, RuleRecipe recipe, boolean redo) {
    var size = OutputName.size(recipe.scale(), () -> scales.applyAsInt(recipe.model()));
    var output = OutputName.of(source, redo ? size + "." + recipe.model() : size);
    return OutputName.requireFree(output, roots);
  }
}
