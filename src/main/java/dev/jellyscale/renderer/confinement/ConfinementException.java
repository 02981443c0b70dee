package dev.jellyscale.renderer.confinement;

import org.jspecify.annotations.Nullable;

/** The kernel does not confine this process as it should; nothing may be opened then. */
public final class ConfinementException extends Exception {

  /**
   * @param what was asked for
   * @param result of the system call: a negative error number, or a thread that did not follow
   */
  ConfinementException(String what, long result) {
    super("the kernel refuses %s (%d)".formatted(what, result));
  }

  ConfinementException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
