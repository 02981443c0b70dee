package dev.jellyscale.models.catalogue;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Precision;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A model that this release knows by name. Checked when built: an entry that exists is consistent.
 *
 * @param id the name by which it is asked for
 * @param name for people
 * @param scale output pixels for an input pixel in each direction: 1, 2, 3, 4 or 8
 * @param kind what its images are
 * @param task what it does to them; {@link Task#RESTORE} goes with scale 1 and nothing else does
 * @param licence of the weights
 * @param architecture in a few words
 * @param parameters number of trained values; 0 for an interpolation, at least 1 otherwise
 * @param precision of the arithmetic that it asks for
 * @param quantisedFrom the network of which it is the 8-bit form; with {@link Precision#INT8} and
 *     nothing else
 * @param psnrGain decibels over bicubic by the protocol of {@code models/README.md}, in the mean of
 *     its pictures; empty where nobody has measured; a network of 8 bits has always been
 * @param file empty where the program makes the model itself, which only an interpolation is
 * @param recommendedFor what it is good at; an interpolation is never recommended
 * @param smallestDevice the least device on which it is of use
 */
public record CatalogueEntry(
    ModelId id,
    String name,
    int scale,
    Kind kind,
    Task task,
    Licence licence,
    String architecture,
    long parameters,
    Precision precision,
    Optional<ModelId> quantisedFrom,
    Optional<Double> psnrGain,
    Optional<WeightsFile> file,
    List<Purpose> recommendedFor,
    DeviceClass smallestDevice) {
  private static final Set<Integer> SCALES = Set.of(1, 2, 3, 4, 8);

  /** No network is so far from interpolation in either direction. */
  private static final double MOST_DECIBELS = 20;

  public CatalogueEntry {
    recommendedFor = List.copyOf(recommendedFor);
    require(!name.isBlank(), id, "has no name");
    require(!architecture.isBlank(), id, "names no architecture");
    require(SCALES.contains(scale), id, "enlarges " + scale + " times, not 1, 2, 3, 4 or 8 times");
    require((task == Task.RESTORE) == (scale == 1), id, task + " does not go with scale " + scale);
    boolean interpolation = task == Task.INTERPOLATION;
    require(interpolation == (parameters == 0), id, parameters + " parameters for " + task);
    require(parameters >= 0, id, "has a negative number of parameters");
    require(interpolation == file.isEmpty(), id, "a file goes with networks, and with them alone");
    require(!interpolation || recommendedFor.isEmpty(), id, "recommends an interpolation");
    checkPrecision(id, precision, quantisedFrom, psnrGain);
    require(
        psnrGain.isEmpty() || task == Task.UPSCALE, id, "gains nothing over bicubic as " + task);
    psnrGain.ifPresent(
        gain -> require(Math.abs(gain) <= MOST_DECIBELS, id, "gains " + gain + " decibels"));
    require(precision == Precision.FLOAT || task == Task.UPSCALE, id, "is " + task + " of 8 bits");
    require(Set.copyOf(recommendedFor).size() == recommendedFor.size(), id, "says a purpose twice");
  }

  private static void checkPrecision(
      ModelId id, Precision precision, Optional<ModelId> quantisedFrom, Optional<Double> gain) {
    boolean ofEightBits = precision == Precision.INT8;
    require(
        ofEightBits == quantisedFrom.isPresent(),
        id,
        "an origin goes with networks of 8 bits, and with them alone");
    require(!quantisedFrom.equals(Optional.of(id)), id, "is its own origin");
    require(!ofEightBits || gain.isPresent(), id, "does not say what is left of its gain");
  }

  private static void require(boolean met, ModelId id, String otherwise) {
    if (!met) {
      throw new Invalid("Model '" + id + "' of the catalogue: " + otherwise);
    }
  }

  /** Whether it has to be fetched from elsewhere before it can be used. */
  public boolean needsDownload() {
    return file.filter(weights -> !weights.sources().isEmpty()).isPresent();
  }

  /** What a model does to pictures. */
  public enum Task {
    /** A network makes them larger. */
    UPSCALE,
    /** A network mends them at the same size. */
    RESTORE,
    /** A formula makes them larger: no network, no AI. The baseline to compare with. */
    INTERPOLATION
  }

  /**
   * Terms of the weights.
   *
   * @param spdx identifier or expression of the SPDX licence list
   * @param commercialUse whether they may be used commercially
   */
  public record Licence(String spdx, boolean commercialUse) {
    private static final Pattern FORM =
        Pattern.compile("\\(?[A-Za-z0-9.+-]+\\)?(?: (?:AND|OR|WITH) \\(?[A-Za-z0-9.+-]+\\)?)*");

    public Licence {
      if (!FORM.matcher(spdx).matches()) {
        throw new Invalid("Not an SPDX licence expression: '" + spdx + "'");
      }
      if (commercialUse && spdx.contains("-NC")) {
        throw new Invalid("Licence " + spdx + " allows no commercial use");
      }
    }
  }

  /**
   * The bytes of a model.
   *
   * @param bytes size of the file
   * @param sha256 of the file, 64 lower-case hexadecimal digits, computed from the bytes by someone
   *     who had them
   * @param sources where to fetch it, the first one first: https alone, and addresses behind which
   *     the bytes never change; empty where the installation holds the file
   */
  public record WeightsFile(long bytes, String sha256, List<URI> sources) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public WeightsFile {
      sources = List.copyOf(sources);
      if (bytes < 1) {
        throw new Invalid("A model file of " + bytes + " bytes");
      }
      if (!HASH.matcher(sha256).matches()) {
        throw new Invalid("Not a SHA-256 in lower-case hexadecimal digits: '" + sha256 + "'");
      }
      sources.forEach(WeightsFile::check);
      if (Set.copyOf(sources).size() != sources.size()) {
        throw new Invalid("A source of a model is named twice");
      }
    }

    private static void check(URI source) {
      boolean plain =
          "https".equals(source.getScheme())
              && source.getHost() != null
              && source.getUserInfo() == null
              && source.getFragment() == null
              && source.getPort() == -1;
      if (!plain) {
        throw new Invalid("Not a plain https address: '" + source + "'");
      }
    }
  }

  /** What is in the pictures, and how they are to be made. */
  public record Purpose(Content content, Use use) {}

  /** What pictures show. */
  public enum Content {
    LIVE_ACTION,
    ANIME,
    /** Old, noisy or damaged film. */
    FILM_RESTORATION
  }

  /** When the pictures have to be there. */
  public enum Use {
    /** At the speed at which they are watched. */
    LIVE,
    /** When they are done. */
    BATCH
  }

  /** How much of a device a model asks for; each can do what those before it can. */
  public enum DeviceClass {
    /** Any processor. */
    CPU,
    /** A GPU with 4 GiB of memory or more. */
    GPU,
    /** A GPU with 12 GiB of memory or more. */
    LARGE_GPU
  }
}
