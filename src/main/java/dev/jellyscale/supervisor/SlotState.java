package dev.jellyscale.supervisor;

import dev.jellyscale.protocol.wire.Event.Hello;
import java.time.Instant;

/** What a slot's renderer does at this moment. */
public sealed interface SlotState {

  /** Whether a command has a chance now. */
  default boolean working() {
    return !(this instanceof BackingOff) && !(this instanceof Closed);
  }

  /** No renderer runs; the next command starts one. No model is open. */
  record Stopped() implements SlotState {}

  /** A renderer has been started and has not said hello yet. */
  record Starting() implements SlotState {}

  /**
   * A renderer waits for a command.
   *
   * @param renderer what it said about itself
   */
  record Idle(Hello renderer) implements SlotState {}

  /**
   * A renderer works.
   *
   * @param renderer what it said about itself
   * @param work what it does, in words: "measuring model 'x'"
   */
  record Busy(Hello renderer, String work) implements SlotState {}

  /**
   * Renderers died in a row, or one did not start at all; the next command waits before it starts
   * one.
   *
   * @param until when the next one may start
   * @param reason why the last one died
   */
  record BackingOff(Instant until, String reason) implements SlotState {}

  /** The supervisor is closed. */
  record Closed() implements SlotState {}
}
