package dev.jellyscale.api.v1.order;

import org.jspecify.annotations.Nullable;

/** What a body says of how films are made; {@link JobForm} tells what each means. */
public interface RecipeMembers {
  @Nullable String model();

  @Nullable Integer scale();

  @Nullable String to();

  @Nullable String encoder();

  @Nullable String preset();

  @Nullable Integer crf();
}
