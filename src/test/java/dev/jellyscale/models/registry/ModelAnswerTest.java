package dev.jellyscale.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelAnswerTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().addModule(new Jdk8Module()).build();

  @Test
  void aModelThatStandsInIsNamedAsSuch() throws Exception {
    var answer = new ModelAnswer.Measured("swift-x2", Optional.of("span-x2"), List.of());

    var json = MAPPER.writerFor(ModelAnswer.class).writeValueAsString(answer);

    assertThat(MAPPER.readTree(json).get("substituted_by").asText()).isEqualTo("swift-x2");
    assertThat(MAPPER.readTree(json).get("substituted_for").asText()).isEqualTo("span-x2");
    assertThat(MAPPER.readTree(json).has("realModel")).isFalse();
    assertThat(MAPPER.readValue(json, ModelAnswer.class)).isEqualTo(answer);
  }

  @Test
  void aModelThatWasAskedForStandsInForNothing() throws Exception {
    var answer = new ModelAnswer.Removed("mine", Optional.empty(), 7);

    var json = MAPPER.writerFor(ModelAnswer.class).writeValueAsString(answer);

    assertThat(MAPPER.readTree(json).get("substituted_by").isNull()).isTrue();
    assertThat(MAPPER.readValue(json, ModelAnswer.class)).isEqualTo(answer);
  }
}
