package dev.jellyscale.supervisor.queue;

import dev.jellyscale.supervisor.queue.QueueListener.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits, and whose turn is next: a matter of order alone, without threads and time.
 *
 * <p>The more urgent comes first, but a class that others have passed too often comes before them,
 * so that a steady stream of urgent work slows the rest and never stops it.
 */
final class WaitingRoom {
  private static final List<Priority> PATIENT = List.of(Priority.BATCH, Priority.BACKGROUND);
  private static final int BACKGROUND_TURNS = 4;

  private final QueueSettings settings;
  private final Map<Priority, Line> lines = new EnumMap<>(Priority.class);

  /** Turns that others had while somebody of the class waited. */
  private final Map<Priority, Integer> passed = new EnumMap<>(Priority.class);

  WaitingRoom(QueueSettings settings) {
    this.settings = settings;
    for (var priority : Priority.values()) {
      lines.put(priority, new Line());
      passed.put(priority, 0);
    }
  }

  private Line line(Priority priority) {
    return lines.getOrDefault(priority, new Line());
  }

  void add(Ticket ticket) {
    line(ticket.place.priority()).add(ticket);
  }

  void remove(Ticket ticket) {
    line(ticket.place.priority()).remove(ticket);
  }

  int waiting(Priority priority) {
    return line(priority).size();
  }

  /** Everybody. */
  List<Ticket> all() {
    return lines.values().stream().flatMap(line -> line.all().stream()).toList();
  }

  /** Why somebody who has just come cannot stay; empty where there is room. */
  Optional<Refusal> obstacle(Ticket newcomer) {
    var place = newcomer.place;
    if (place.nodesOwn()) {
      return Optional.empty();
    }
    if (line(place.priority()).size(place.client()) > settings.clientPlaces()) {
      return Optional.of(Refusal.CLIENT_FULL);
    }
    boolean full =
        strangers(List.of(Priority.values())) > settings.places()
            || (PATIENT.contains(place.priority()) && strangers(PATIENT) > settings.batchPlaces());
    return full ? Optional.of(Refusal.FULL) : Optional.empty();
  }

  private int strangers(List<Priority> priorities) {
    return priorities.stream()
        .mapToInt(priority -> waiting(priority) - line(priority).size(QueuePlace.NODE))
        .sum();
  }

  /** Takes out whose turn it is at a slot; empty where nobody wants it. */
  Optional<Ticket> next(int slot) {
    var chosen = choose(slot);
    chosen.ifPresent(ticket -> count(ticket, slot));
    return chosen;
  }

  private Optional<Ticket> choose(int slot) {
    for (var priority : PATIENT) {
      if (passed.getOrDefault(priority, 0) >= mostPassed(priority)) {
        var overdue = line(priority).first(slot);
        if (overdue.isPresent()) {
          return overdue;
        }
      }
    }
    return lines.values().stream().flatMap(line -> line.first(slot).stream()).findFirst();
  }

  /** One less for background work, which may have to let overdue batch work pass at last. */
  private int mostPassed(Priority priority) {
    return priority == Priority.BATCH
        ? settings.turns() - 1
        : BACKGROUND_TURNS * settings.turns() - 2;
  }

  private void count(Ticket chosen, int slot) {
    var turn = chosen.place.priority();
    line(turn).serve(chosen);
    passed.put(turn, 0);
    for (var other : PATIENT) {
      if (other != turn && line(other).first(slot).isPresent()) {
        passed.merge(other, 1, Integer::sum);
      }
    }
  }
}
