package dev.jellyscale.api.upscaler.form;

import java.util.Base64;

/** Pictures as URLs that hold them. */
public final class DataUrl {
  private DataUrl() {}

  /**
   * The URL.
   *
   * @param type true media type of the bytes
   */
  public static String of(String type, byte[] bytes) {
    return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes));
  }
}
