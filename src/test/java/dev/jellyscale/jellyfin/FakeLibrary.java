package dev.jellyscale.jellyfin;

import org.jspecify.annotations.Nullable;

/** A library of a {@link FakeJellyfin}; {@code kind} is missing for mixed ones. */
public record FakeLibrary(String name, @Nullable String kind) {

  public String id() {
    return FakeJellyfin.hex("library " + name);
  }
}
