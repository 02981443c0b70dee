package dev.jellyscale.api.service.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * One thing that was looked at, in the contract's form.
 *
 * @param check its name, the same on every node
 * @param status how it is
 * @param detail one line: what was found
 * @param fix what to do; null where nothing is to be done
 */
record Finding(String check, Health status, String detail, Optional<String> fix) {

  /** How a thing is; the worst is the last. */
  enum Health {
    @JsonProperty("ok")
    OK,
    @JsonProperty("warn")
    WARN,
    @JsonProperty("fail")
    FAIL
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Health.OK, detail, Optional.empty());
  }

  static Finding warn(String check, String detail, String fix) {
    return new Finding(check, Health.WARN, detail, Optional.of(fix));
  }

  static Finding fail(String check, String detail, String fix) {
    return new Finding(check, Health.FAIL, detail, Optional.of(fix));
  }
}
