package dev.jellyscale.engine.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SharedEnvironmentTest {

  @Test
  void givesTheOneEnvironmentOfTheProcess() {
    var first = SharedEnvironment.get();
    var second = SharedEnvironment.get();

    assertThat(second).isSameAs(first);
  }

  @Test
  void nobodyElseDecidesWhatTheEnvironmentLogs() {
    var main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jellyscale.engine");
    var asksOnnxRuntime =
        DescribedPredicate.<JavaMethodCall>describe(
            "OrtEnvironment.getEnvironment",
            call ->
                call.getTargetOwner().isEquivalentTo(OrtEnvironment.class)
                    && call.getTarget().getName().equals("getEnvironment"));

    noClasses()
        .that()
        .doNotBelongToAnyOf(SharedEnvironment.class)
        .should()
        .callMethodWhere(asksOnnxRuntime)
        .check(main);
  }
}
