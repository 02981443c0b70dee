package dev.jellyscale.supervisor.queue;

/** How urgent work is, the most urgent first. */
public enum Priority {
  /** Somebody looks at a screen and waits for it. */
  INTERACTIVE,
  /** Somebody has asked for it, and it is done when it is done. */
  BATCH,
  /** Nobody waits for it. */
  BACKGROUND
}
