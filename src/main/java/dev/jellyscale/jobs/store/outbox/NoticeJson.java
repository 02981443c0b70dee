package dev.jellyscale.jobs.store.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.jellyscale.jobs.notify.Notice.Facts;

/** Facts as a column; readers pass over what they do not know. */
final class NoticeJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private NoticeJson() {}

  static String write(Facts facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No JSON for the facts of a notice", e);
    }
  }

  static Facts read(String text) {
    try {
      return JSON.readValue(text, Facts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A delivery holds no facts", e);
    }
  }
}
