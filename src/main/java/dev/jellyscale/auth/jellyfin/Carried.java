package dev.jellyscale.auth.jellyfin;

import java.util.List;
import java.util.function.Function;

/**
 * Where a request may carry a token.
 *
 * @param headers values of a header, whose name counts in any case, in the order of their coming
 * @param query behind the question mark, as it came; empty for none
 */
public record Carried(Function<String, List<String>> headers, String query) {}
