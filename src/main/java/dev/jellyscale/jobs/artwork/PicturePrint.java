package dev.jellyscale.jobs.artwork;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.protocol.picture.PictureHeader;

/**
 * By what a picture is known.
 *
 * @param sha256 of its file
 * @param bytes of its file
 * @param size in pixels, as its file says
 */
public record PicturePrint(String sha256, long bytes, Size size) {

  /**
   * That of a file.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if it is no whole picture
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if it is no JPEG, PNG or WebP
   */
  public static PicturePrint of(byte[] file) {
    var header = PictureHeader.read(file);
    return new PicturePrint(
        Sha256.of(file), file.length, new Size(header.width(), header.height()));
  }
}
