package dev.jellyscale.api.upscaler.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.service.models.ModelLoads;
import dev.jellyscale.api.v1.order.ModelChoice;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.window.NamedWindow;
import dev.jellyscale.model.ModelId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be set while the node runs: the model that pictures are made with, how many segments of
 * a model are rendered at a time, and the hours of render windows. Nothing of it is a secret, and
 * what is set by the environment is not among it.
 */
@Singleton
class RunSettings {
  static final String MODEL = "Model";
  static final String LIMITS = "SegmentLimits";
  static final String WINDOWS = "RenderWindows";

  private static final int MOST_SEGMENTS = 1_000;
  private static final int LONGEST = 500;

  private final CurrentModel current;
  private final ModelLoads loads;
  private final ModelChoice models;
  private final NodeJobs jobs;

  RunSettings(CurrentModel current, ModelLoads loads, ModelChoice models, NodeJobs jobs) {
    this.current = current;
    this.loads = loads;
    this.models = models;
    this.jobs = jobs;
  }

  /** Hours of a window, in the words of {@code /api/v1/windows}. */
  record Hours(String hours, String zone) {}

  /**
   * What became of an import.
   *
   * @param set names of settings that are in force now
   * @param skipped names that are none
   * @param substitutedBy ids of models that stand in for others
   */
  record Outcome(List<String> set, List<String> skipped, List<String> substitutedBy) {}

  /** All settings by name; a model that is not loaded is missing. */
  Map<String, Object> now() {
    var settings = new LinkedHashMap<String, Object>();
    current.get().ifPresent(model -> settings.put(MODEL, model.id().value()));
    var limits = new TreeMap<String, Integer>();
    jobs.store().modelLimits().all().forEach((model, most) -> limits.put(model.value(), most));
    settings.put(LIMITS, limits);
    var windows = new TreeMap<String, Hours>();
    for (var window : jobs.store().windows().all()) {
      var hours = window.hours();
      windows.put(window.name(), new Hours(hours.toString(), hours.zone().getId()));
    }
    settings.put(WINDOWS, windows);
    return settings;
  }

  /**
   * Sets what is given; what is not given stays as it is, also single limits and windows. The whole
   * is looked at before anything is set.
   *
   * @throws Invalid if a value is not as it must be
   */
  Outcome set(ObjectNode wanted) throws InterruptedException {
    Optional<ModelId> model = Optional.empty();
    Map<ModelId, Integer> limits = Map.of();
    List<NamedWindow> windows = List.of();
    var set = new ArrayList<String>();
    var skipped = new ArrayList<String>();
    for (var member : wanted.properties()) {
      var value = member.getValue();
      set.add(member.getKey());
      switch (member.getKey()) {
        case MODEL -> model = Optional.of(new ModelId(text(MODEL, value)));
        case LIMITS -> limits = limits(object(LIMITS, value));
        case WINDOWS -> windows = windows(object(WINDOWS, value));
        default -> {
          set.removeLast();
          skipped.add(bounded(member.getKey()));
        }
      }
    }
    model.ifPresent(this::known);
    // First what may fail for reasons that nothing here tells.
    var substitutedBy = load(model);
    windows.forEach(jobs.store().windows()::put);
    limits.forEach(jobs.store().modelLimits()::put);
    if (!limits.isEmpty() || !windows.isEmpty()) {
      jobs.wake();
    }
    return new Outcome(set, skipped, substitutedBy);
  }

  private List<String> load(Optional<ModelId> model) throws InterruptedException {
    return model.isEmpty()
        ? List.of()
        : loads.load(model.get().value(), 0).substitutedBy().stream().toList();
  }

  private Map<ModelId, Integer> limits(ObjectNode wanted) {
    var limits = new LinkedHashMap<ModelId, Integer>();
    for (var member : wanted.properties()) {
      int segments = member.getValue().isInt() ? member.getValue().intValue() : 0;
      if (segments < 1 || segments > MOST_SEGMENTS) {
        throw new Invalid(LIMITS + " are whole numbers from 1 to " + MOST_SEGMENTS);
      }
      limits.put(known(new ModelId(member.getKey())), segments);
    }
    return limits;
  }

  private ModelId known(ModelId model) {
    try {
      return models.of(model.value());
    } catch (NotFound e) {
      throw new Invalid(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<NamedWindow> windows(ObjectNode wanted) {
    var windows = new ArrayList<NamedWindow>();
    for (var member : wanted.properties()) {
      var window = object(WINDOWS, member.getValue());
      windows.add(
          NamedWindow.parse(
              member.getKey(),
              text("hours", window.path("hours")),
              text("zone", window.path("zone"))));
    }
    return windows;
  }

  private static ObjectNode object(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new Invalid(name + " is an object");
  }

  private static String text(String name, JsonNode value) {
    if (!value.isTextual() || value.textValue().length() > LONGEST) {
      throw new Invalid(name + " is a text of at most " + LONGEST + " characters");
    }
    return value.textValue();
  }

  private static String bounded(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "...";
  }
}
