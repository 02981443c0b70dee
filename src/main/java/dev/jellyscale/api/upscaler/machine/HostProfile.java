package dev.jellyscale.api.upscaler.machine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The system below the node.
 *
 * @param os its name, without the version
 * @param architecture as Java names it, such as {@code amd64}
 * @param processorCount processors that this process may use
 * @param container whether the node runs in a container, as far as it can see
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record HostProfile(
    @JsonProperty("OS") String os,
    String architecture,
    int processorCount,
    String platform,
    @JsonProperty("IsContainer") boolean container) {

  static HostProfile ofThisMachine() {
    var name = System.getProperty("os.name");
    return new HostProfile(
        name,
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        name,
        isContainer(System.getenv()));
  }

  private static boolean isContainer(Map<String, String> environment) {
    return Stream.of("/.dockerenv", "/run/.containerenv").map(Path::of).anyMatch(Files::exists)
        || environment.containsKey("container")
        || environment.containsKey("KUBERNETES_SERVICE_HOST");
  }
}
