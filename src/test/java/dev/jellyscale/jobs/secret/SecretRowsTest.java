package dev.jellyscale.jobs.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class SecretRowsTest {
  private static final String PLAIN = "correct horse battery staple";
  private static final Duration DAY = Duration.ofDays(1);

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;

  SecretRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Path keyFile(String name) throws IOException {
    var line = Base64.getEncoder().encodeToString(SealingKey.random());
    return Files.writeString(folder.resolve(name), line + "\n");
  }

  private SecretRows with(Path file) {
    return with(new KeySettings(Optional.of(file), Optional.empty()));
  }

  private SecretRows with(KeySettings settings) {
    return new SecretRows(database, KeyRing.open(settings, Optional.empty()));
  }

  private SecretRows ownKey() {
    var settings = new KeySettings(Optional.empty(), Optional.empty());
    return new SecretRows(
        database, KeyRing.open(settings, Optional.of(folder.resolve("secrets").resolve("key"))));
  }

  private void put(SecretRows secrets, String text, Duration overlap) {
    database.change(
        change -> {
          secrets.put(change, "a", new HiddenText(text), overlap);
          return true;
        });
  }

  private static List<String> valid(SecretRows secrets) {
    return secrets.valid("a").stream().map(HiddenText::reveal).toList();
  }

  private int execute(String sql) {
    return database.change(change -> change.handle().createUpdate(sql).execute());
  }

  @Test
  void aSecretComesBackAndTheDatabaseHoldsNothingOfIt() throws IOException {
    var secrets = with(keyFile("key"));

    put(secrets, PLAIN, DAY);

    assertThat(valid(secrets)).containsExactly(PLAIN);
    var sealed =
        database.read(
            handle -> handle.createQuery("SELECT sealed FROM secret").mapTo(byte[].class).one());
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("horse");
    assertThat(secrets.valid("a").toString()).isEqualTo("[(hidden)]");
  }

  @Test
  void theFirstSecretOfANodeMakesAKeyFileThatItsOwnerAloneReadsAndThatStays() throws IOException {
    put(ownKey(), PLAIN, DAY);

    var file = folder.resolve("secrets").resolve("key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(valid(ownKey())).containsExactly(PLAIN);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aLostKeyFileIsNotReplacedWhileSecretsNeedIt() throws IOException {
    put(ownKey(), PLAIN, DAY);
    Files.delete(folder.resolve("secrets").resolve("key"));

    assertThatThrownBy(() -> put(ownKey(), "another", DAY))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("sealed with key ")
        .hasMessageContaining("this node has no key");
  }

  @Test
  void withoutAKeyFileNoNodeOfSeveralMakesOne() {
    var secrets = with(new KeySettings(Optional.empty(), Optional.empty()));

    assertThatThrownBy(() -> put(secrets, PLAIN, DAY))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("set JELLYSCALE_KEY_FILE");
  }

  @Test
  void theWrongKeyFileIsToldAsSuch() throws IOException {
    put(with(keyFile("one")), PLAIN, DAY);
    var other = with(keyFile("other"));

    assertThatThrownBy(() -> other.valid("a"))
        .isInstanceOf(Unavailable.class)
        .hasMessageMatching("Secrets are sealed with key [0-9a-f]{16}, but this node has key .*");
    assertThat(other.complaint()).isPresent();
    assertThat(with(folder.resolve("one")).complaint()).isEmpty();
  }

  @Test
  void aSecretThatWasPutInAnothersPlaceIsNotOpened() throws IOException {
    var secrets = with(keyFile("key"));
    put(secrets, PLAIN, DAY);
    execute("UPDATE secret SET name = 'b'");

    assertThatThrownBy(() -> secrets.valid("b"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("'b' was changed in the database");
  }

  @Test
  void anotherKeyFileTakesOverWhatTheOldOneHasSealed() throws IOException {
    var old = keyFile("old");
    put(with(old), PLAIN, DAY);
    var both = with(new KeySettings(Optional.of(keyFile("new")), Optional.of(old)));

    assertThat(valid(both)).containsExactly(PLAIN);
    assertThat(both.reseal()).isEqualTo(1);
    assertThat(both.reseal()).isZero();

    assertThat(valid(with(folder.resolve("new")))).containsExactly(PLAIN);
    assertThat(with(old).complaint()).isPresent();
  }

  @Test
  void aSecretAndTheOneBeforeItAreValidForTheOverlap() throws IOException {
    var secrets = with(keyFile("key"));
    put(secrets, "first", DAY);
    put(secrets, "second", DAY);
    assertThat(valid(secrets)).containsExactly("second", "first");

    put(secrets, "third", DAY);
    assertThat(valid(secrets)).containsExactly("third", "second");

    execute("UPDATE secret SET ends_at = 1 WHERE ends_at IS NOT NULL");
    assertThat(valid(secrets)).containsExactly("third");
  }

  @Test
  void withoutAnOverlapTheOneBeforeItEndsAtOnce() throws IOException {
    var secrets = with(keyFile("key"));
    put(secrets, "first", DAY);
    put(secrets, "second", Duration.ZERO);

    assertThat(valid(secrets)).containsExactly("second");
  }
}
