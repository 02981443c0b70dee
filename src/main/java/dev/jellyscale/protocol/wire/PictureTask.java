package dev.jellyscale.protocol.wire;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureLimits;

/**
 * One picture to upscale by the model's own scale.
 *
 * @param source absolute path of a JPEG, PNG or WebP file
 * @param target absolute path of the file to write, in the work directory; nothing is left there
 *     after a failure
 * @param form what to write
 * @param limits beyond which the picture is refused
 */
public record PictureTask(
    ModelSource model, String source, String target, PictureForm form, PictureLimits limits) {}
