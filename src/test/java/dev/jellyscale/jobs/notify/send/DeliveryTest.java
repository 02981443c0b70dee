package dev.jellyscale.jobs.notify.send;

import static dev.jellyscale.jobs.notify.send.Receiver.status;
import static dev.jellyscale.jobs.notify.send.TestNode.KEY;
import static dev.jellyscale.jobs.notify.send.TestNode.NAME;
import static dev.jellyscale.jobs.notify.send.TestNode.await;
import static dev.jellyscale.jobs.notify.send.TestNode.wish;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.Delivery.State;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.notify.send.Receiver.Received;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.outbox.DeliveryRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class DeliveryTest {
  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private TestJobs jobs;
  private Receiver receiver;
  private TestNode node;

  DeliveryTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    jobs = new TestJobs(new JobStore(database));
    receiver = Receiver.https();
    node = TestNode.of(database, folder, "one.test");
  }

  @AfterEach
  void close() {
    receiver.close();
    node.close();
    database.close();
  }

  /** As a receiver would do it: nothing of ours but the header and the key. */
  private static boolean isSigned(Received request, String key) throws Exception {
    var parts = List.of(request.headers().getOrDefault("jellyscale-signature", "").split(","));
    var time = parts.getFirst().substring("t=".length());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var expected =
        HexFormat.of()
            .formatHex(mac.doFinal((time + "." + request.text()).getBytes(StandardCharsets.UTF_8)));
    var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), Instant.now()).abs();
    return parts.contains("v1=" + expected) && age.compareTo(Duration.ofMinutes(5)) < 0;
  }

  @Test
  void aWebhookGetsASignedMessageOfAFilmThatIsReady() throws Exception {
    node.webhook(receiver.url("one.test", "/hook"));
    var job = jobs.in(Kind.PUBLISHED);

    node.started().awaitState(State.DELIVERED);

    var request = receiver.received().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(isSigned(request, KEY)).isTrue();
    assertThat(isSigned(request, "another-key-of-nobody")).isFalse();
    assertThat(request.headers())
        .containsEntry("jellyscale-event", "job.published")
        .containsEntry("jellyscale-delivery", node.delivery().notice().id())
        .containsEntry("content-type", "application/json; charset=UTF-8");
    var body = new ObjectMapper().readTree(request.body());
    assertThat(body.at("/id").asText()).isEqualTo(node.delivery().notice().id());
    assertThat(body.at("/event").asText()).isEqualTo("job.published");
    assertThat(body.at("/job/id").asText()).isEqualTo(job.value());
    assertThat(body.at("/job/source").asText()).isEqualTo("media:films/a.mkv");
    assertThat(body.at("/job/model").asText()).isEqualTo("bicubic-x2");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void whatFailedIsTriedAgainAfterAWhileUnderTheSameId() {
    receiver.on("/hook", status(500));
    node.webhook(receiver.url("one.test", "/hook"));
    jobs.in(Kind.FAILED);
    node.started().awaitTries(1);

    var delivery = node.delivery();
    assertThat(delivery.last().problem().orElseThrow()).endsWith("answers with 500");
    assertThat(Duration.between(database.clock().instant(), delivery.next().orElseThrow()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    receiver.on("/hook", status(204));
    node.endOfWait();
    node.awaitState(State.DELIVERED);

    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received().stream().map(r -> r.headers().get("jellyscale-delivery")))
        .containsOnly(delivery.notice().id());
  }

  @Test
  void afterSixTriesItIsGivenUpAndSaysSo() {
    receiver.on("/hook", status(503, "Retry-After", "30"));
    node.webhook(receiver.url("one.test", "/hook"));
    jobs.in(Kind.CANCELLED);
    node.started();

    for (int tries = 1; tries <= 5; tries++) {
      node.awaitTries(tries);
      // At first the target's own wish counts, which is longer than our wait.
      assertThat(node.delivery().next().orElseThrow())
          .isAfter(database.clock().instant().plusSeconds(20));
      node.endOfWait();
    }
    node.awaitState(State.GIVEN_UP);

    assertThat(node.delivery().tries()).isEqualTo(6);
    assertThat(node.delivery().last().problem().orElseThrow()).endsWith("answers with 503");
  }

  @Test
  void aReceiverThatHangsOrRedirectsOrNeverEndsHoldsUpNobody() {
    receiver
        .on("/hangs", receiver.silence())
        .on("/redirects", status(302, "Location", receiver.url("one.test", "/hook")))
        .on("/endless", receiver.endlessBody());
    for (var path : List.of("hangs", "redirects", "endless", "hook")) {
      node.notifications()
          .put(
              new TargetName(path),
              wish(TargetKind.WEBHOOK, receiver.url("one.test", "/" + path), KEY));
    }
    jobs.in(Kind.FAILED);
    node.started();

    await("the endless one", () -> last("endless").state() == State.DELIVERED);
    await("the good one", () -> last("hook").state() == State.DELIVERED);
    await("the redirect", () -> last("redirects").last().problem().isPresent());
    assertThat(last("redirects").last().problem().orElseThrow())
        .endsWith("redirects (302), which is not followed");
    await("the one that hangs", () -> last("hangs").last().problem().isPresent());
    assertThat(last("hangs").last().problem().orElseThrow()).endsWith("did not answer in time");
    assertThat(receiver.received().stream().filter(r -> r.path().equals("/hook"))).hasSize(1);
  }

  private Delivery last(String name) {
    return node.notifications().deliveries(new TargetName(name), 1).getFirst();
  }

  @Test
  void aNameThatLeadsToThisMachineIsNotReachedUnlessItIsListed() {
    node.webhook(receiver.url("two.test", "/hook"));
    jobs.in(Kind.FAILED);
    node.started().awaitTries(1);

    assertThat(node.delivery().last().problem().orElseThrow())
        .contains("two.test")
        .endsWith("is not reached, for its address is loopback");
    assertThat(receiver.received()).isEmpty();

    node.close();
    try (var listing = TestNode.of(database, folder, "127.0.0.0/8")) {
      node.endOfWait();
      listing.started().awaitState(State.DELIVERED);
    }
  }

  @Test
  void aCertificateOfSomebodyElseIsRefused() {
    try (var other = TestNode.of(database, folder, "four.test")) {
      other.webhook(receiver.url("four.test", "/hook"));
      jobs.in(Kind.FAILED);
      other.started().awaitTries(1);

      assertThat(other.delivery().last().problem().orElseThrow())
          .contains("cannot prove who it is");
      assertThat(receiver.received()).isEmpty();
    }
  }

  @Test
  void anUnlistedLoopbackIsLeftAloneAlsoOverPlainHttp() {
    try (var plain = Receiver.http()) {
      node.webhook(plain.url("localhost", "/hook"));
      jobs.in(Kind.FAILED);
      node.started().awaitTries(1);

      assertThat(node.delivery().last().problem().orElseThrow()).contains("is not reached");
      assertThat(plain.received()).isEmpty();

      node.webhook(plain.url("one.test", "/hook"));
      node.endOfWait();
      node.awaitState(State.DELIVERED);
    }
  }

  @Test
  void twoNodesSendEachNoticeOnce() {
    node.webhook(receiver.url("one.test", "/hook"));
    try (var second = TestNode.of(database, folder, "one.test")) {
      node.started();
      second.started();
      IntStream.range(0, 20)
          .forEach(_ -> jobs.store().moves().cancel(jobs.queued().id(), TestJobs.CAUSE));
      await(
          "all of them",
          () ->
              node.notifications().deliveries(NAME, 100).stream()
                      .filter(d -> d.state() == State.DELIVERED)
                      .count()
                  == 20);
    }

    assertThat(receiver.received().stream().map(r -> r.headers().get("jellyscale-delivery")))
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void aNodeThatEndsInTheMiddleLosesNothing() {
    receiver.on("/hook", receiver.silence());
    node.webhook(receiver.url("one.test", "/hook"));
    jobs.in(Kind.FAILED);
    try (var dying = TestNode.of(database, folder, "one.test")) {
      dying.started();
      await("the request", () -> receiver.received().size() == 1);
    }
    assertThat(node.delivery().state()).isEqualTo(State.PENDING);
    assertThat(node.delivery().tries()).isZero();

    receiver.on("/hook", status(200));
    node.started().awaitState(State.DELIVERED);
  }

  @Test
  void oneWhoseSenderWasKilledIsSentByAnotherWhenItsTimeIsOver() {
    node.webhook(receiver.url("one.test", "/hook"));
    jobs.in(Kind.FAILED);
    var rows = new DeliveryRows(database);
    var claim = rows.claim(rows.due().getFirst(), new NodeName("killed")).orElseThrow();
    assertThat(rows.due()).isEmpty();

    node.endOfWait();
    node.started().awaitState(State.DELIVERED);

    assertThat(node.delivery().tries()).isEqualTo(2);
    assertThat(rows.failed(claim, node.delivery().last(), Duration.ZERO)).isFalse();
  }

  @Test
  void oneThatEndsItsSendersAgainAndAgainIsGivenUp() {
    node.webhook(receiver.url("one.test", "/hook"));
    jobs.in(Kind.FAILED);
    database.change(
        change -> change.handle().createUpdate("UPDATE notify_delivery SET tries = 6").execute());

    node.started().awaitState(State.GIVEN_UP);

    assertThat(receiver.received()).isEmpty();
    assertThat(node.delivery().last().problem().orElseThrow()).contains("again and again");
  }

  @Test
  void aTargetIsToldOfItsEventsAloneAndOfAPausedQueueOnce() {
    var wish = wish(TargetKind.WEBHOOK, receiver.url("one.test", "/hook"), KEY);
    node.notifications()
        .put(
            NAME,
            new TargetWish(
                wish.kind(),
                wish.address(),
                wish.key(),
                wish.overlap(),
                TestNode.only(Occasion.QUEUE_PAUSED)));
    jobs.in(Kind.FAILED);
    jobs.store().queue().pause(new Cause("me", "the fan is loud"));
    jobs.store().queue().pause(TestJobs.CAUSE);
    jobs.store().queue().resume(TestJobs.CAUSE);

    node.started().awaitState(State.DELIVERED);

    assertThat(receiver.received()).hasSize(1);
    assertThat(receiver.received().getFirst().text())
        .contains("\"event\":\"queue.paused\"")
        .contains("\"why\":\"the fan is loud\"");
  }

  @Test
  void aTestIsSentAtOnceAndOnceAndTellsWhatCameOfIt() {
    receiver.on("/hook", status(500));
    node.webhook(receiver.url("one.test", "/hook"));

    var failed = node.notifications().test(NAME);
    receiver.on("/hook", status(200));
    var good = node.notifications().test(NAME);

    assertThat(failed.state()).isEqualTo(State.GIVEN_UP);
    assertThat(failed.last().status()).hasValue(500);
    assertThat(good.state()).isEqualTo(State.DELIVERED);
    assertThat(receiver.received().getFirst().headers()).containsEntry("jellyscale-event", "test");
  }

  @Test
  void twoKeysAreGoodUntilTheOldOneEnds() throws Exception {
    node.webhook(receiver.url("one.test", "/hook"));
    node.notifications()
        .put(
            NAME,
            wish(TargetKind.WEBHOOK, receiver.url("one.test", "/hook"), "another-key-that-is-new"));

    node.notifications().test(NAME);

    var request = receiver.received().getFirst();
    assertThat(isSigned(request, KEY)).isTrue();
    assertThat(isSigned(request, "another-key-that-is-new")).isTrue();
  }

  @Test
  void moreThanAThousandThatWaitAreDroppedTheOldestFirst() {
    node.webhook(receiver.url("one.test", "/hook"));
    waiting(1001);
    jobs.in(Kind.FAILED);

    var all = node.notifications().deliveries(NAME, 2000);
    assertThat(all).hasSize(1002);
    assertThat(all.stream().filter(d -> d.state() == State.DROPPED).map(d -> d.notice().id()))
        .containsExactly("id1", "id0");
  }

  @Test
  void ofThoseThatAreDroppedAHundredAreKept() {
    node.webhook(receiver.url("one.test", "/hook"));
    waiting(1300);
    jobs.in(Kind.FAILED);

    var all = node.notifications().deliveries(NAME, 2000);
    assertThat(all).hasSize(1100);
    assertThat(all.stream().filter(d -> d.state() == State.DROPPED)).hasSize(100);
  }

  private void waiting(int count) {
    database.change(
        change ->
            IntStream.range(0, count)
                .map(
                    n ->
                        change
                            .handle()
                            .createUpdate(
                                """
                                INSERT INTO notify_delivery (id, target, occasion, at, facts, state, due_at)
                                VALUES (:id, 'films', 'TEST', 0, '{}', 'PENDING', 9999999999999)
                                """)
                            .bind("id", "id" + n)
                            .execute())
                .sum());
  }

  @Test
  void aJobThatGoesWithItsHistoryLeavesItsNotice() {
    node.webhook(receiver.url("one.test", "/hook"));
    var id = jobs.in(Kind.FAILED);
    jobs.store().jobs().delete(id);

    node.started().awaitState(State.DELIVERED);
    assertThat(receiver.received().getFirst().text())
        .contains(id.value())
        .contains(TestJobs.FAULT.reason());
  }
}
