package dev.jellyscale.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;

/**
 * By which a caller who asks twice gets one job.
 *
 * @param value chosen by the caller, 1 to {@value #LONGEST} characters, not all of them blank
 * @param bodySha256 of what was asked for with it; who asks for something else has mixed up keys
 */
public record IdempotencyKey(String value, String bodySha256) {
  private static final int LONGEST = 255;

  public IdempotencyKey {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new Invalid("An idempotency key has 1 to " + LONGEST + " characters");
    }
  }
}
