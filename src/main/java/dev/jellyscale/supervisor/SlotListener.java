package dev.jellyscale.supervisor;

/** Hears of every change of a slot. Called by the thread that makes the change; must not block. */
@FunctionalInterface
public interface SlotListener {

  /**
   * A slot has changed. Models are open no more when it is {@link SlotState.Stopped}, {@link
   * SlotState.BackingOff} or {@link SlotState.Closed}.
   *
   * @param slot its number, from 0
   */
  void changed(int slot, SlotState state);
}
