package dev.jellyscale.jellyfin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a {@link FakeJellyfin} holds, and what was done to it. Thread-safe. */
public final class FakeWorld {
  /** An API key that every fake knows from the beginning. */
  public static final String SERVICE_KEY = FakeJellyfin.hex("our key");

  private final Map<String, FakeUser> users = new LinkedHashMap<>();
  private final Set<String> keys = new HashSet<>(Set.of(SERVICE_KEY));
  private final Map<String, FakeLibrary> libraries = new LinkedHashMap<>();
  private final Map<String, FakeItem> items = new LinkedHashMap<>();
  private final Set<String> played = new HashSet<>();
  private final Map<String, String> primaries = new LinkedHashMap<>();
  private final List<FakeSession> sessions = new ArrayList<>();
  private final List<Update> updates = new ArrayList<>();
  private final Map<String, byte[]> images = new LinkedHashMap<>();
  private final Map<String, String> devices = new LinkedHashMap<>();
  private Consumer<Update> scan = _ -> {};
  private Predicate<String> takes = _ -> true;

  /** That a file has changed, as somebody told. */
  public record Update(String path, String type) {}

  public synchronized FakeUser add(FakeUser user) {
    users.put(user.token(), user);
    devices.put(user.token(), "device of " + user.name());
    return user;
  }

  public synchronized FakeLibrary add(FakeLibrary library) {
    libraries.put(library.id(), library);
    return library;
  }

  public synchronized FakeItem add(FakeItem item) {
    items.put(item.id(), item);
    return item;
  }

  public synchronized UserToken addKey(String text) {
    keys.add(text);
    return new UserToken(text);
  }

  public synchronized void removeKey(String text) {
    keys.remove(text);
  }

  public synchronized void remove(FakeUser user) {
    users.remove(user.token());
  }

  public synchronized void remove(FakeItem item) {
    items.remove(item.id());
    primaries.remove(item.id());
  }

  public synchronized void played(FakeUser user, FakeItem item) {
    played.add(user.id() + item.id());
  }

  /** What runs at this moment, instead of what ran. */
  public synchronized void sessions(FakeSession... now) {
    sessions.clear();
    sessions.addAll(List.of(now));
  }

  /** What is done when somebody tells of a changed file: a real server looks at it. */
  public synchronized void onUpdate(Consumer<Update> action) {
    scan = action;
  }

  public synchronized List<Update> updates() {
    return List.copyOf(updates);
  }

  /** Name of the device that a token belongs to: a client that names itself renames it. */
  public synchronized String device(FakeUser user) {
    return devices.getOrDefault(user.token(), "");
  }

  /** An image by {@code <id>/Primary/0}; empty where there is none. */
  public synchronized Optional<byte[]> image(String name) {
    return Optional.ofNullable(images.get(name));
  }

  public synchronized void image(String name, byte[] bytes) {
    images.put(name, bytes);
  }

  /** Looks at images that are about to be put; whether the server takes them. */
  public synchronized void onImage(Predicate<String> look) {
    takes = look;
  }

  synchronized boolean takesImage(String name) {
    return takes.test(name);
  }

  /** Those of the same kind that are behind it move up. */
  public synchronized boolean removeImage(String name) {
    boolean there = images.remove(name) != null;
    var kind = name.substring(0, name.lastIndexOf('/') + 1);
    int place = Integer.parseInt(name.substring(kind.length()));
    for (var next = images.remove(kind + (place + 1)); next != null; place++) {
      images.put(kind + place, next);
      next = images.remove(kind + (place + 2));
    }
    return there;
  }

  synchronized Map<String, byte[]> images() {
    return new LinkedHashMap<>(images);
  }

  synchronized void heard(String token, Map<String, String> pairs) {
    var name = pairs.get("Device");
    if (name != null && !name.isBlank() && users.containsKey(token)) {
      devices.put(token, name);
    }
  }

  synchronized Optional<FakeUser> userOf(String token) {
    return Optional.ofNullable(users.get(token));
  }

  synchronized Optional<FakeUser> user(String id) {
    return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
  }

  synchronized boolean isKey(String token) {
    return keys.contains(token);
  }

  synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  synchronized List<FakeLibrary> libraries() {
    return List.copyOf(libraries.values());
  }

  synchronized List<FakeItem> items() {
    return List.copyOf(items.values());
  }

  public synchronized Optional<FakeItem> item(String id) {
    return Optional.ofNullable(items.get(id));
  }

  synchronized boolean isPlayed(FakeUser user, FakeItem item) {
    return played.contains(user.id() + item.id());
  }

  synchronized List<FakeSession> sessions() {
    return List.copyOf(sessions);
  }

  synchronized void updated(Update update) {
    updates.add(update);
    scan.accept(update);
  }

  /** Whether an item is only another version of one. */
  public synchronized boolean isAlternate(FakeItem item) {
    return primaries.containsKey(item.id());
  }

  /** An item and its other versions, itself first. */
  public synchronized List<FakeItem> versions(FakeItem item) {
    var versions = new ArrayList<>(List.of(item));
    primaries.forEach(
        (other, primary) -> {
          if (primary.equals(item.id())) {
            item(other).ifPresent(versions::add);
          }
        });
    return versions;
  }

  /** As Jellyfin does: who has versions already stays first, else the widest becomes it. */
  synchronized boolean merge(List<FakeItem> merged) {
    if (merged.size() < 2) {
      return false;
    }
    var primary =
        merged.stream()
            .filter(item -> !isAlternate(item) && versions(item).size() > 1)
            .findFirst()
            .or(() -> merged.stream().max(Comparator.comparingInt(FakeItem::width)))
            .orElseThrow();
    for (var item : merged) {
      if (!item.equals(primary)) {
        primaries.replaceAll((_, to) -> to.equals(item.id()) ? primary.id() : to);
        primaries.put(item.id(), primary.id());
      }
    }
    primaries.remove(primary.id());
    return true;
  }

  synchronized void separate(FakeItem item) {
    var primary = primaries.getOrDefault(item.id(), item.id());
    primaries.values().removeIf(primary::equals);
  }
}
