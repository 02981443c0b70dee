package dev.jellyscale.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a model really runs.
 *
 * @param provider the one that runs it
 * @param refused why each provider that was preferred does not, in the order of preference
 * @param batch frames or tiles inferred in one run
 * @param tilesPerFrame 1 where the frame is inferred whole
 * @param seamsPossible whether tiles had to be blended because the network sees too far
 * @param notes sentences for the report, such as nodes that run on the CPU beside the GPU
 */
public record DeviceFacts(
    ExecutionProvider provider,
    Map<ExecutionProvider, String> refused,
    int batch,
    int tilesPerFrame,
    boolean seamsPossible,
    List<String> notes) {

  public DeviceFacts {
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    notes = List.copyOf(notes);
  }

  /** With nothing to note. */
  public DeviceFacts(
      ExecutionProvider provider,
      Map<ExecutionProvider, String> refused,
      int batch,
      int tilesPerFrame,
      boolean seamsPossible) {
    this(provider, refused, batch, tilesPerFrame, seamsPossible, List.of());
  }
}
