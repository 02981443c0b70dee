package dev.jellyscale.jobs.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @Test
  void anAddressIsReadInAllItsParts() {
    var url = DatabaseUrl.parse("postgresql://jelly:p%40ss+word%3A%2F@db.lan:5433/jobs?ssl=true");

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl(
                "db.lan:5433",
                "jobs",
                Optional.of("jelly"),
                Optional.of("p@ss+word:/"),
                Optional.of("ssl=true")));
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.lan:5433/jobs?ssl=true");
    assertThat(url.toString()).isEqualTo("postgresql://db.lan:5433/jobs");
  }

  @Test
  void whatIsNotSaidHasADefault() {
    assertThat(DatabaseUrl.parse("postgres://[::1]/jobs").jdbc())
        .isEqualTo("jdbc:postgresql://[::1]:5432/jobs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jdbc:postgresql://user:secret@host/jobs",
        "mysql://user:secret@host/jobs",
        "postgresql://user:secret@host",
        "postgresql://user:secret@host/",
        "postgresql://user:secret@host/a/b",
        "postgresql:///jobs",
        "postgresql://user:secret word@host/jobs",
        "postgresql://user:secret%@host/jobs"
      })
  void anotherTextIsRefusedWithoutItsPassword(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(DatabaseUrl.VARIABLE)
        .hasNoCause()
        .message()
        .doesNotContain("secret");
  }
}
