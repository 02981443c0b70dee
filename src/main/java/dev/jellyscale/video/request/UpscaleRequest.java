package dev.jellyscale.video.request;

import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.video.scale.ScaleRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One source, one destination and what shall be done. */
public record UpscaleRequest(
    Path source, Path destination, Wish wish, Handling handling, Resources resources) {

  /** The same for another file. */
  public UpscaleRequest withFiles(Path newSource, Path newDestination) {
    return new UpscaleRequest(newSource, newDestination, wish, handling, resources);
  }

  /** The same, replacing what stands under the destination's name. */
  public UpscaleRequest forced() {
    var handlingForced = new Handling(handling.dropUnsupported(), handling.allowDamaged(), true);
    return new UpscaleRequest(source, destination, wish, handlingForced, resources);
  }

  /** The same, leaving out streams that the destination cannot hold. */
  public UpscaleRequest droppingUnsupported() {
    var dropping = new Handling(true, handling.allowDamaged(), handling.force());
    return new UpscaleRequest(source, destination, wish, dropping, resources);
  }

  /**
   * What the output shall be.
   *
   * @param model id of a shipped model, or path of an ONNX file
   * @param deinterlace what becomes of a source whose frames hold two fields
   * @param preview empty: the whole source
   */
  public record Wish(
      String model,
      ScaleRequest scale,
      EncoderRequest encoder,
      Deinterlace deinterlace,
      Optional<Preview> preview) {}

  /**
   * What is put up with.
   *
   * @param dropUnsupported whether streams that the destination cannot hold are left out
   * @param allowDamaged whether what is left of a damaged source is upscaled
   * @param force whether a file under the destination's name is replaced
   */
  public record Handling(boolean dropUnsupported, boolean allowDamaged, boolean force) {

    /** Nothing is put up with. */
    public static final Handling STRICT = new Handling(false, false, false);
  }

  /**
   * What the job may use.
   *
   * @param hardwareDecode whether a hardware decoder is tried
   * @param threads most threads of the model's trial, the decoder and the encoder; 0 for a number
   *     that suits the machine
   * @param workRoot folder for work directories; empty: a hidden folder beside the destination
   * @param encoderThreads exactly so many, whatever the machine; empty: a number that suits it
   * @param framesPerRange length of all ranges; empty: about a minute of work
   */
  public record Resources(
      boolean hardwareDecode,
      int threads,
      OptionalInt encoderThreads,
      Optional<Path> workRoot,
      OptionalLong framesPerRange) {

    /** What suits the machine. */
    public static final Resources DEFAULT =
        new Resources(true, 0, OptionalInt.empty(), Optional.empty(), OptionalLong.empty());

    /** The same with exactly so many threads for the encoder. */
    public Resources withEncoderThreads(OptionalInt exactly) {
      return new Resources(hardwareDecode, threads, exactly, workRoot, framesPerRange);
    }
  }
}
