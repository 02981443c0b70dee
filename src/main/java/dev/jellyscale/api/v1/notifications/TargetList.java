package dev.jellyscale.api.v1.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * All targets by name.
 *
 * @param problem why this node cannot send to some of them; missing: it can
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TargetList(List<TargetView> items, Optional<String> problem) {}
