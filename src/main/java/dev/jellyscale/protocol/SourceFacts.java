package dev.jellyscale.protocol;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a source holds.
 *
 * @param container FFmpeg's name of the demuxer, such as {@code matroska,webm}
 * @param bytes size of the file
 * @param duration as the container tells it; zero where it does not
 * @param metadata global tags
 * @param chapters number of chapters
 * @param warnings sentences for the report: conversions, damage that was allowed, lost metadata
 */
public record SourceFacts(
    Path path,
    String container,
    long bytes,
    Duration duration,
    Map<String, String> metadata,
    int chapters,
    List<StreamFacts> streams,
    VideoFacts video,
    List<String> warnings) {}
