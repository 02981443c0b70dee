package dev.jellyscale.protocol;

/** What becomes of a source whose frames hold two fields. */
public enum Deinterlace {
  /** Frames stay as they are. */
  OFF,
  /** One frame for each source frame. */
  FRAME,
  /** One frame for each field: twice the frame rate. */
  FIELD
}
