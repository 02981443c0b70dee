package dev.jellyscale.video.remux;

/**
 * How an output came to be, for its tags.
 *
 * @param version of Jellyscale
 * @param model id of the model
 * @param modelSha256 of the model's bytes
 * @param scale for a person: {@code 2}, or {@code 2x2 reduced to 1080p}
 * @param encoder name and settings, for a person
 * @param source which frames of which bytes it was made of
 */
public record Provenance(
    String version,
    String model,
    String modelSha256,
    String scale,
    String encoder,
    String source) {}
