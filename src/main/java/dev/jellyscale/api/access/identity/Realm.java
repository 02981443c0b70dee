package dev.jellyscale.api.access.identity;

/** A part of the public port with callers of its own. */
public enum Realm {
  /** The AI service and what is below {@code /api}. */
  NODE,
  /** What is below {@code /Upscaler}. */
  FACADE
}
