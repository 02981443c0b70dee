package dev.jellyscale.engine;

import dev.jellyscale.engine.device.SessionOpener;
import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Optional;

/**
 * Finds how frames go through a device fastest and within its memory, and opens the session for it.
 * Remembers both what was found and what did not fit. Thread-safe.
 */
final class PlanSearch {
  private final EngineOptions options;
  private final SessionOpener opener;
  private final Findings findings = new Findings();

  PlanSearch(EngineOptions options) {
    this.options = options;
    opener = new SessionOpener(options.devices());
  }

  /** Why a provider runs no network at all, as far as that is known. */
  Optional<String> refusal(ExecutionProvider provider) {
    return opener.refusal(provider);
  }

  /**
   * The best plan of a provider.
   *
   * @throws DeviceFailure if the provider cannot run the network
   */
  Found find(InferenceSpec spec, ExecutionProvider provider)
      throws DeviceFailure, InterruptedException {
    var known = findings.plan(spec, provider);
    if (known.isPresent()) {
      return shrinking(spec, known.get());
    }
    var first = shrinking(spec, FirstPlan.of(spec, options, provider));
    var fastest = new FastestPlan(spec, options, opener).from(first);
    findings.remember(spec, fastest.plan());
    return fastest;
  }

  /**
   * The next smaller plan that fits.
   *
   * @param reason thrown where nothing is left to make smaller
   */
  Found smaller(InferenceSpec spec, RunPlan plan, DeviceFailure reason)
      throws DeviceFailure, InterruptedException {
    return shrinking(spec, plan.smaller(spec.input()).orElseThrow(() -> reason));
  }

  private Found shrinking(InferenceSpec spec, RunPlan first)
      throws DeviceFailure, InterruptedException {
    var plan = first;
    while (true) {
      try {
        var found = Trial.open(spec, plan, opener);
        findings.remember(spec, plan);
        return found;
      } catch (DeviceFailure e) {
        if (!e.outOfMemory()) {
          throw e;
        }
        plan = plan.smaller(spec.input()).orElseThrow(() -> e);
      }
    }
  }
}
