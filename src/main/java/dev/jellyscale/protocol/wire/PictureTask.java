package dev.jellyscale.protocol.wire;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureLimits;

/**
 * One picture to upscale by the model's own scale.
 *
 * @param target absolute path of the file to write, in the work directory; what stood there is
 *     written over, and what is left behind {@link ImageFacts#bytes} means nothing. After a failure
 *     nothing in it does
 * @param form what to write
 * @param limits beyond which the picture is refused
 */
public record PictureTask(
    ModelSource model, Source source, String target, PictureForm form, PictureLimits limits) {

  /**
   * A JPEG, PNG or WebP picture: the first bytes of a file.
   *
   * @param path absolute
   * @param bytes of the picture; the file may be longer
   */
  public record Source(String path, long bytes) {}
}
