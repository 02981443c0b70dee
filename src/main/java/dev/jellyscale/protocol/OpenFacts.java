package dev.jellyscale.protocol;

/**
 * What a model took when it was opened.
 *
 * @param provider the one that runs it
 * @param memory that it takes while it is open
 */
public record OpenFacts(ExecutionProvider provider, MemoryUse memory) {}
