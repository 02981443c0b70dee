package dev.jellyscale.supervisor.queue;

import static dev.jellyscale.supervisor.queue.Priority.BACKGROUND;
import static dev.jellyscale.supervisor.queue.Priority.BATCH;
import static dev.jellyscale.supervisor.queue.Priority.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.supervisor.queue.QueueListener.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of turns, without threads and time. */
class WaitingRoomTest {
  private static final QueueSettings SETTINGS =
      new QueueSettings(10, 6, 4, 8, Duration.ofSeconds(1));

  private static final List<Priority> ALL = List.of(INTERACTIVE, BATCH, BACKGROUND);

  private final ReentrantLock lock = new ReentrantLock();
  private final WaitingRoom room = new WaitingRoom(SETTINGS);

  private Ticket ticket(Priority priority, String client, OptionalInt slot) {
    return new Ticket(QueuePlace.patient(priority, client), slot, 0, lock.newCondition());
  }

  private Ticket come(Priority priority, String client) {
    var ticket = ticket(priority, client, OptionalInt.empty());
    room.add(ticket);
    return ticket;
  }

  private Optional<Refusal> refusal(Priority priority, String client) {
    return room.obstacle(come(priority, client));
  }

  private String next() {
    return room.next(0).map(ticket -> ticket.place.client()).orElse("-");
  }

  @Test
  void theMoreUrgentComesFirst() {
    come(BACKGROUND, "c");
    come(BATCH, "b");
    come(INTERACTIVE, "a");

    assertThat(List.of(next(), next(), next(), next())).containsExactly("a", "b", "c", "-");
  }

  @Test
  void clientsTakeTurnsHoweverManyRequestsOneOfThemHas() {
    for (int i = 0; i < 4; i++) {
      come(INTERACTIVE, "greedy");
    }
    come(INTERACTIVE, "modest");
    come(INTERACTIVE, "other");

    assertThat(List.of(next(), next(), next(), next()))
        .containsExactly("greedy", "modest", "other", "greedy");
  }

  @Test
  void aClientThatComesBackStandsBehindTheOthers() {
    come(BATCH, "a");
    come(BATCH, "b");
    assertThat(next()).isEqualTo("a");
    come(BATCH, "a");

    assertThat(List.of(next(), next())).containsExactly("b", "a");
  }

  @Test
  void requestsOfOneClientKeepTheirOrder() {
    var first = come(BATCH, "a");
    var second = come(BATCH, "a");

    assertThat(room.next(0)).containsSame(first);
    assertThat(room.next(0)).containsSame(second);
  }

  @Test
  void whoWantsOneSlotWaitsForThatOneAndStopsNobodyElse() {
    var picky = ticket(INTERACTIVE, "a", OptionalInt.of(1));
    room.add(picky);
    come(BATCH, "b");

    assertThat(next()).isEqualTo("b");
    assertThat(next()).isEqualTo("-");
    assertThat(room.next(1)).containsSame(picky);
  }

  @Test
  void whoLeavesIsNotServedAndTakesNoRoom() {
    var gone = come(INTERACTIVE, "a");
    room.remove(gone);
    room.remove(gone);

    assertThat(next()).isEqualTo("-");
    assertThat(room.waiting(INTERACTIVE)).isZero();
  }

  @Test
  void oneClientHasSoManyPlacesInAPriorityAndNoMore() {
    for (int i = 0; i < 4; i++) {
      assertThat(refusal(INTERACTIVE, "a")).isEmpty();
    }
    assertThat(refusal(INTERACTIVE, "a")).contains(Refusal.CLIENT_FULL);
    assertThat(refusal(INTERACTIVE, "b")).isEmpty();
    assertThat(refusal(BATCH, "a")).isEmpty();
  }

  @Test
  void thereIsARestOfRoomThatBatchWorkCannotTake() {
    for (int i = 0; i < 3; i++) {
      assertThat(refusal(BATCH, "a")).isEmpty();
      assertThat(refusal(BACKGROUND, "b")).isEmpty();
    }
    var refused = come(BATCH, "c");
    assertThat(room.obstacle(refused)).contains(Refusal.FULL);
    room.remove(refused);

    for (int i = 0; i < 4; i++) {
      assertThat(refusal(INTERACTIVE, "d")).isEmpty();
    }
    assertThat(refusal(INTERACTIVE, "e")).contains(Refusal.FULL);
  }

  @Test
  void theNodesOwnWorkAlwaysHasRoomAndTakesNoneFromOthers() {
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(BATCH, QueuePlace.NODE)).isEmpty();
    }
    assertThat(refusal(BATCH, "a")).isEmpty();
  }

  @Test
  void aSteadyStreamOfUrgentWorkSlowsBatchWorkAndDoesNotStopIt() {
    come(BATCH, "b");
    come(BACKGROUND, "c");
    var turns = new ArrayList<String>();
    for (int i = 0; i < 64; i++) {
      come(INTERACTIVE, "a");
      var turn = next();
      turns.add(turn);
      if (turn.equals("b")) {
        come(BATCH, "b");
      } else if (turn.equals("c")) {
        come(BACKGROUND, "c");
      }
    }
    assertThat(turns).filteredOn("b"::equals).hasSize(8);
    assertThat(turns.indexOf("b")).isEqualTo(7);
    assertThat(turns).filteredOn("c"::equals).hasSizeBetween(1, 2);
  }

  /** Whoever waits is served after a bounded number of turns, whatever else comes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nobodyWaitsLongerThanHisShare(long seed) {
    var random = new Random(seed);
    var waited = new HashMap<Ticket, Integer>();
    var most = new EnumMap<Priority, Integer>(Map.of(BATCH, 0, BACKGROUND, 0, INTERACTIVE, 0));
    for (int turn = 0; turn < 5_000; turn++) {
      int arrivals = random.nextInt(4);
      for (int i = 0; i < arrivals; i++) {
        var priority = ALL.get(random.nextInt(3));
        var ticket = come(priority, "client" + random.nextInt(3));
        if (room.obstacle(ticket).isPresent()) {
          room.remove(ticket);
        } else {
          waited.put(ticket, 0);
        }
      }
      var served = room.next(0);
      served.ifPresent(
          ticket -> most.merge(ticket.place.priority(), waited.remove(ticket), Math::max));
      waited.replaceAll((_, turns) -> turns + 1);
    }
    // At most 6 batch tickets wait together, each client at most 4; a share is one turn in 8 or 32.
    assertThat(most.get(BATCH)).isLessThanOrEqualTo(12 * SETTINGS.turns());
    assertThat(most.get(BACKGROUND)).isLessThanOrEqualTo(12 * 4 * SETTINGS.turns());
    assertThat(most.get(INTERACTIVE)).isLessThanOrEqualTo(2 * SETTINGS.places());
    assertThat(waited.keySet()).hasSizeLessThanOrEqualTo(SETTINGS.places());
  }

  /** In every window of so many turns there is one for who waits all the time. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void everyWindowOfTurnsHasItsShare(long seed) {
    var random = new Random(seed);
    int sinceBatch = 0;
    int sinceBackground = 0;
    for (int turn = 0; turn < 5_000; turn++) {
      while (room.waiting(BATCH) < 2) {
        come(BATCH, "b" + random.nextInt(3));
      }
      while (room.waiting(BACKGROUND) < 2) {
        come(BACKGROUND, "c" + random.nextInt(3));
      }
      while (random.nextInt(4) > 0 && room.waiting(INTERACTIVE) < 5) {
        come(INTERACTIVE, "a" + random.nextInt(3));
      }
      var priority = room.next(0).orElseThrow().place.priority();
      sinceBatch = priority == BATCH ? 0 : sinceBatch + 1;
      sinceBackground = priority == BACKGROUND ? 0 : sinceBackground + 1;
      assertThat(sinceBatch).isLessThanOrEqualTo(SETTINGS.turns() - 1);
      assertThat(sinceBackground).isLessThanOrEqualTo(4 * SETTINGS.turns() - 1);
    }
  }
}
