package dev.jellyscale.api.service.unavailable;

/** What Jellyscale does not do, in sentences that every family of routes refuses with. */
public final class Absence {
  /** Models of other frameworks. */
  public static final String CONVERSION =
      "Jellyscale does not convert models; import the model as an ONNX file";

  /** Restoration of faces. */
  public static final String FACES = "Jellyscale does not restore faces";

  /** Masking of objects. */
  public static final String MASKS = "Jellyscale does not find or mask objects in pictures";

  private Absence() {}
}
