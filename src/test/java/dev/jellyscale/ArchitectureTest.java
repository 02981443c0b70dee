package dev.jellyscale;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The package table of docs/architecture.md, as rules. */
class ArchitectureTest {
  private static final String ROOT = "dev.jellyscale";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final Map<String, String> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("error", "");
    MAY_USE.put("config", "error");
    MAY_USE.put("metrics", "");
    MAY_USE.put("net", "");
    MAY_USE.put("frame", "error");
    MAY_USE.put("model", "error");
    MAY_USE.put("protocol", "model frame error");
    MAY_USE.put("engine", "protocol model frame metrics config error");
    MAY_USE.put("video", "engine protocol model frame metrics config error");
    MAY_USE.put("renderer", "video engine protocol model frame config error");
    MAY_USE.put("supervisor", "protocol model metrics config error");
    MAY_USE.put("models", "supervisor protocol model metrics net config error");
    MAY_USE.put("jellyfin", "net config error");
    MAY_USE.put("auth", "jellyfin net config error");
    MAY_USE.put("jobs", "models supervisor protocol model jellyfin metrics net config error");
    MAY_USE.put("stream", "jobs models supervisor protocol model jellyfin metrics config error");
    MAY_USE.put("gateway", "auth stream jobs jellyfin config error");
    MAY_USE.put("channels", "auth stream jobs jellyfin config error");
    MAY_USE.put("health", allBut("engine video renderer"));
    MAY_USE.put("api", allBut("engine video renderer"));
    MAY_USE.put("cli", allBut(""));
  }

  private static String allBut(String excluded) {
    var rest = new TreeSet<>(MAY_USE.keySet());
    rest.addAll(List.of("health", "api", "cli"));
    rest.removeAll(words(excluded));
    return String.join(" ", rest);
  }

  private static Set<String> words(String line) {
    return new TreeSet<>(Arrays.asList(line.split(" ")));
  }

  @ParameterizedTest(name = "{0} uses only {1}")
  @MethodSource
  void packageUsesOnly(String name, String others) {
    var allowed = words(others);
    allowed.add(name);
    var outside =
        new DescribedPredicate<JavaClass>("ours outside of " + allowed) {
          @Override
          public boolean test(JavaClass type) {
            return type.getPackageName().startsWith(ROOT + ".")
                && !allowed.contains(topLevel(type.getPackageName()));
          }
        };
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(outside)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  static Stream<Arguments> packageUsesOnly() {
    return MAY_USE.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0} is known only to {1}")
  @MethodSource
  void libraryIsKnownOnlyTo(String library, String homes) {
    var packages = words(homes).stream().map(h -> ROOT + "." + h + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  static Stream<Arguments> libraryIsKnownOnlyTo() {
    return Stream.of(
        Arguments.of("ai.onnx..", "engine"),
        Arguments.of("ai.onnxruntime..", "engine"),
        Arguments.of("org.bytedeco..", "video"),
        Arguments.of("java.sql..", "jobs auth models"),
        Arguments.of("org.jdbi..", "jobs auth models"),
        Arguments.of("com.github.kagkarlsson..", "jobs"),
        Arguments.of("io.agroal..", "jobs"),
        Arguments.of("io.quarkus.scheduler..", "api"),
        Arguments.of("org.postgresql..", "jobs"),
        Arguments.of("com.github.benmanes..", "auth"),
        Arguments.of("jakarta.ws.rs..", "api auth channels gateway health jellyfin"),
        Arguments.of("dev.failsafe..", "jellyfin"),
        Arguments.of("io.github.bucket4j..", "api auth"),
        Arguments.of("com.password4j..", "auth"),
        Arguments.of("io.micrometer..", "api health metrics supervisor"),
        Arguments.of("picocli..", "cli"));
  }

  @Test
  void everyPackageHasARow() {
    var existing = new TreeSet<String>();
    for (var type : CLASSES) {
      if (type.getPackageName().startsWith(ROOT + ".")) {
        existing.add(topLevel(type.getPackageName()));
      }
    }
    assertThat(MAY_USE.keySet()).containsAll(existing);
  }

  private static String topLevel(String packageName) {
    return packageName.substring(ROOT.length() + 1).split("\\.")[0];
  }
}
