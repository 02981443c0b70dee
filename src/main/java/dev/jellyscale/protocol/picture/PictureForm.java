package dev.jellyscale.protocol.picture;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.jellyscale.error.JellyscaleException.Invalid;

/** What file an upscaled picture becomes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "form")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PictureForm.Jpeg.class, name = "jpeg"),
  @JsonSubTypes.Type(value = PictureForm.Png.class, name = "png"),
  @JsonSubTypes.Type(value = PictureForm.DeepPng.class, name = "deep-png"),
  @JsonSubTypes.Type(value = PictureForm.Webp.class, name = "webp")
})
public sealed interface PictureForm {
  /** The quality of JPEG and WebP files where nobody asks for another. */
  int USUAL_QUALITY = 85;

  /** The kind of the file. */
  default PictureKind kind() {
    return switch (this) {
      case Jpeg _ -> PictureKind.JPEG;
      case Png _, DeepPng _ -> PictureKind.PNG;
      case Webp _ -> PictureKind.WEBP;
    };
  }

  /**
   * Baseline JPEG of 4:2:0, without transparency.
   *
   * @param quality 1 to 100, the scale of libjpeg
   */
  record Jpeg(int quality) implements PictureForm {
    public Jpeg {
      requireQuality(quality);
    }

    /** Of quality 85. */
    public static Jpeg usual() {
      return new Jpeg(USUAL_QUALITY);
    }
  }

  /** PNG of 8 bits a sample, with transparency where the source has it. */
  record Png() implements PictureForm {}

  /** PNG of 16 bits a sample, of a source that has 16 bits too. */
  record DeepPng() implements PictureForm {}

  /**
   * Lossy WebP, without transparency.
   *
   * @param quality 1 to 100
   */
  record Webp(int quality) implements PictureForm {
    public Webp {
      requireQuality(quality);
    }

    /** Of quality 85. */
    public static Webp usual() {
      return new Webp(USUAL_QUALITY);
    }
  }

  private static void requireQuality(int quality) {
    if (quality < 1 || quality > 100) {
      throw new Invalid("quality=" + quality + " is not between 1 and 100");
    }
  }
}
