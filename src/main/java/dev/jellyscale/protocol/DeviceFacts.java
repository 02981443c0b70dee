package dev.jellyscale.protocol;

import java.util.Map;

/**
 * Where a model really runs.
 *
 * @param provider the one that runs it
 * @param refused why each provider that was preferred does not
 * @param batch frames or tiles inferred in one run
 * @param tilesPerFrame 1 where the frame is inferred whole
 * @param seamsPossible whether tiles had to be blended because the network sees too far
 */
public record DeviceFacts(
    ExecutionProvider provider,
    Map<ExecutionProvider, String> refused,
    int batch,
    int tilesPerFrame,
    boolean seamsPossible) {}
