package dev.jellyscale.supervisor.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Callers of one priority. Clients take turns, whatever the number of their callers; callers of one
 * client keep their order.
 */
final class Line {
  private final Map<String, Deque<Ticket>> clients = new LinkedHashMap<>();
  private int size;

  int size() {
    return size;
  }

  int size(String client) {
    var own = clients.get(client);
    return own == null ? 0 : own.size();
  }

  void add(Ticket ticket) {
    clients.computeIfAbsent(ticket.place.client(), _ -> new ArrayDeque<>()).addLast(ticket);
    size++;
  }

  List<Ticket> all() {
    return clients.values().stream().flatMap(Deque::stream).toList();
  }

  /** Whose turn it is at a slot; empty where nobody wants it. */
  Optional<Ticket> first(int slot) {
    return clients.values().stream()
        .flatMap(own -> own.stream().filter(ticket -> ticket.takes(slot)).findFirst().stream())
        .findFirst();
  }

  /** The ticket's client has had its turn. */
  void serve(Ticket ticket) {
    remove(ticket);
    var rest = clients.remove(ticket.place.client());
    if (rest != null) {
      clients.put(ticket.place.client(), rest);
    }
  }

  /** Takes somebody out who waits no more; the turns of others stay. */
  void remove(Ticket ticket) {
    var own = clients.get(ticket.place.client());
    if (own != null && own.remove(ticket)) {
      size--;
      if (own.isEmpty()) {
        clients.remove(ticket.place.client());
      }
    }
  }
}
