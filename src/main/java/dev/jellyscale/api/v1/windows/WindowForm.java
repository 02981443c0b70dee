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
    @Schema(
            required = true,
            maxLength = 500,
            examples = "01:00-07:00, weekends all day",
            description =
                "Hours as people write them. An end that is not later than the beginning is on the"
                    + " next day: 22:00-06:00 is 8 hours, 01:00-01:00 is 24")
        @Nullable String hours,
    @Schema(required = true) @Nullable String zone) {}
