package dev.jellyscale.models.store;

/** Where the file of an installed model comes from. */
public enum Origin {
  /** Fetched as the catalogue tells, by its hash. */
  CATALOGUE,
  /** An admin's own file. */
  IMPORT,
  /** Part of the installation; cannot be removed. */
  SHIPPED
}
