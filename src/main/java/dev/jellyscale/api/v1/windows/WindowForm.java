package dev.jellyscale.api.v1.windows;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a window shall be; both members are needed.
 *
 * @param hours as people write them: {@code 01:00-07:00, weekends all day}
 * @param zone name of a time zone, such as {@code Europe/Berlin}
 */
record WindowForm(
    @Schema(required = true, maxLength = 500) @Nullable String hours,
    @Schema(required = true) @Nullable String zone) {}
