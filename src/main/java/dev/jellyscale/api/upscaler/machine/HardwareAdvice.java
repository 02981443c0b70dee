package dev.jellyscale.api.upscaler.machine;

/** The machine, and what suits it. */
record HardwareAdvice(
    boolean success,
    HardwareProfile hardware,
    OptimalSettings recommendations,
    HostProfile system) {}
