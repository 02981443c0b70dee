package dev.jellyscale.api.upscaler.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.config.WholeFile;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The choice of filters on the disk. Changes follow each other, and each is whole or not there. */
final class FilterFile {
  private static final System.Logger LOG = System.getLogger(FilterFile.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  private final WholeFile file;
  private volatile FilterChoice known;

  /** Reads what was chosen; a file that cannot be read counts as none, and the log says so. */
  FilterFile(Path path) {
    file = new WholeFile(path);
    known = read().orElse(FilterChoice.NONE);
  }

  /**
   * What the file holds.
   *
   * @param sliders by their names
   */
  record Written(boolean enabled, @Nullable String preset, @Nullable Map<String, Double> sliders) {

    static Written of(FilterChoice choice) {
      var sliders = new LinkedHashMap<String, Double>();
      choice.custom().values().forEach((slider, value) -> sliders.put(slider.word(), value));
      return new Written(choice.enabled(), choice.preset().word(), sliders);
    }

    /** What is missing is as it was in the beginning: a later version may write more or less. */
    FilterChoice choice() {
      var custom = new EnumMap<Slider, Double>(Slider.class);
      var named = sliders == null ? Map.<String, Double>of() : sliders;
      for (var slider : Slider.values()) {
        Optional.ofNullable(named.get(slider.word()))
            .filter(Double::isFinite)
            .ifPresent(value -> custom.put(slider, value));
      }
      return new FilterChoice(
          enabled,
          preset == null ? FilterPreset.NONE : FilterPreset.parse(preset),
          new Sliders(custom));
    }
  }

  private Optional<FilterChoice> read() {
    try {
      var text = file.read();
      if (text.isEmpty()) {
        return Optional.empty();
      }
      @Nullable Written written = JSON.readValue(text.get(), Written.class);
      return Optional.ofNullable(written).map(Written::choice);
    } catch (IOException | Invalid e) {
      LOG.log(Level.WARNING, "The file of filters cannot be read, so none is chosen", e);
      return Optional.empty();
    }
  }

  /** What is chosen. */
  FilterChoice choice() {
    return known;
  }

  /**
   * Changes what is chosen, and returns when it is on the disk.
   *
   * @throws JellyscaleException if it cannot be written; nothing has changed then
   */
  synchronized FilterChoice change(UnaryOperator<FilterChoice> step) {
    var next = step.apply(known);
    try {
      file.write(JSON.writeValueAsString(Written.of(next)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Numbers and names are always written", e);
    } catch (IOException e) {
      throw failure(e);
    }
    known = next;
    return next;
  }

  private static JellyscaleException failure(IOException cause) {
    return String.valueOf(cause.getMessage()).contains("No space left")
        ? new DiskFull("The data directory has no room left for the filters", cause)
        : new EngineFailure("The filters cannot be written; the node's log says why", cause);
  }
}
