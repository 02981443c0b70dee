package dev.jellyscale.jobs.notify.send;

import static dev.jellyscale.jobs.notify.send.TestNode.KEY;
import static dev.jellyscale.jobs.notify.send.TestNode.NAME;
import static dev.jellyscale.jobs.notify.send.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.secret.HiddenText;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class TargetKeepingTest {
  private static final String URL = "https://example.com/hook?token=s3cret";

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private TestNode node;

  TargetKeepingTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    node = TestNode.of(database, folder, "ntfy.lan");
  }

  @AfterEach
  void close() {
    node.close();
    database.close();
  }

  private void put(TargetKind targetKind, String url, String key) {
    node.notifications().put(NAME, wish(targetKind, url, key));
  }

  private static TargetWish without(TargetKind targetKind, Optional<String> url) {
    return new TargetWish(
        targetKind,
        url.map(HiddenText::new),
        Optional.empty(),
        TargetWish.USUAL_OVERLAP,
        TestNode.only(Occasion.JOB_FAILED));
  }

  private int secrets() {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM secret").mapTo(Integer.class).one());
  }

  @Test
  void aTargetShowsItsHostAndNothingElseOfItsAddress() {
    put(TargetKind.WEBHOOK, URL, KEY);

    var target = node.notifications().target(NAME);
    assertThat(target.host()).isEqualTo("https://example.com");
    assertThat(target.toString()).doesNotContain("s3cret").doesNotContain(KEY);
    assertThat(wish(TargetKind.WEBHOOK, URL, KEY).toString())
        .doesNotContain("s3cret")
        .doesNotContain(KEY);
  }

  @Test
  void aTargetKeepsWhatIsNotSaidAnew() {
    assertThat(node.notifications().put(NAME, wish(TargetKind.WEBHOOK, URL, KEY))).isTrue();
    assertThat(node.notifications().put(NAME, without(TargetKind.WEBHOOK, Optional.empty())))
        .isFalse();

    assertThat(node.notifications().target(NAME).host()).isEqualTo("https://example.com");
    assertThat(node.notifications().target(NAME).occasions()).containsExactly(Occasion.JOB_FAILED);
    assertThat(secrets()).isEqualTo(2);
  }

  @Test
  void theSameKeyOnceMoreIsNoOtherKey() {
    put(TargetKind.WEBHOOK, URL, KEY);
    put(TargetKind.WEBHOOK, URL, KEY);
    assertThat(secrets()).isEqualTo(2);

    put(TargetKind.WEBHOOK, URL, KEY + "2");
    assertThat(secrets()).isEqualTo(3);
  }

  @Test
  void aWebhookNeedsAKeyAndANewTargetAnAddress() {
    assertThatThrownBy(
            () -> node.notifications().put(NAME, without(TargetKind.WEBHOOK, Optional.of(URL))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("needs a key");
    assertThatThrownBy(
            () -> node.notifications().put(NAME, without(TargetKind.DISCORD, Optional.empty())))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("needs its address");
    assertThat(secrets()).isZero();
    assertThat(node.notifications().targets()).isEmpty();
  }

  @Test
  void aTokenIsNotSentToAnotherHostThanItWasGivenFor() {
    put(TargetKind.NTFY, "https://ntfy.sh/films", "tk_1");

    assertThatThrownBy(
            () ->
                node.notifications()
                    .put(NAME, without(TargetKind.NTFY, Optional.of("https://evil.test/films"))))
        .isInstanceOf(Invalid.class)
        .hasMessage("Another host needs its token anew");
    node.notifications().put(NAME, without(TargetKind.NTFY, Optional.of("https://ntfy.sh/other")));
    put(TargetKind.NTFY, "http://ntfy.lan/films", "tk_2");
  }

  @Test
  void aTokenGoesOverPlainHttpToListedHostsAlone() {
    assertThatThrownBy(() -> put(TargetKind.NTFY, "http://ntfy.sh/films", "tk_1"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("Keys go over https alone");
    assertThatThrownBy(() -> put(TargetKind.DISCORD, "http://discord.com/x", ""))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void anotherKindTakesNothingFromTheOneBefore() {
    put(TargetKind.NTFY, "https://ntfy.sh/films", "tk_1");
    put(TargetKind.DISCORD, "https://discord.com/api/webhooks/1/x", "");

    assertThat(secrets()).isEqualTo(1);
    assertThat(node.notifications().target(NAME).kind()).isEqualTo(TargetKind.DISCORD);
  }

  @Test
  void aTargetGoesWithItsSecretsAndItsDeliveries() {
    put(TargetKind.WEBHOOK, "https://one.test/hook", KEY);
    node.notifications().test(NAME);
    node.notifications().remove(NAME);

    assertThat(secrets()).isZero();
    assertThatThrownBy(() -> node.notifications().deliveries(NAME, 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> node.notifications().remove(NAME)).isInstanceOf(NotFound.class);
    int rows =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM notify_delivery")
                    .mapTo(Integer.class)
                    .one());
    assertThat(rows).isZero();
  }

  @Test
  void thereAreTwentyTargetsAtMost() {
    IntStream.range(0, 20)
        .forEach(
            n ->
                node.notifications()
                    .put(new TargetName("t" + n), wish(TargetKind.WEBHOOK, URL, KEY)));

    assertThatThrownBy(() -> put(TargetKind.WEBHOOK, URL, KEY)).isInstanceOf(Conflict.class);
    assertThat(node.notifications().targets()).hasSize(20);
  }
}
