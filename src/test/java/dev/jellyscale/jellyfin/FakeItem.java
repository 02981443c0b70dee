package dev.jellyscale.jellyfin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An item of a {@link FakeJellyfin}. Its id follows from its path, as that of a real one.
 *
 * @param library id of the library that it is in
 * @param rating as a parental rating's number
 */
public record FakeItem(
    String type,
    String name,
    String library,
    String path,
    int width,
    int height,
    long bytes,
    Duration length,
    int rating,
    Set<String> tags,
    List<String> genres,
    Instant added,
    Optional<Place> place) {

  /** Where an episode belongs to. */
  public record Place(String series, int season, int episode) {}

  public static FakeItem movie(String library, String name, String path) {
    return new FakeItem(
        "Movie",
        name,
        library,
        path,
        1920,
        1080,
        1_000_000,
        Duration.ofMinutes(90),
        0,
        Set.of(),
        List.of("Drama"),
        Instant.parse("2026-03-01T12:00:00Z"),
        Optional.empty());
  }

  public static FakeItem episode(String library, String name, String path, Place place) {
    var film = movie(library, name, path);
    return new FakeItem(
        "Episode",
        name,
        library,
        path,
        film.width,
        film.height,
        film.bytes,
        Duration.ofMinutes(25),
        0,
        Set.of(),
        List.of(),
        film.added,
        Optional.of(place));
  }

  public String id() {
    return FakeJellyfin.hex(type + " " + path);
  }

  public ItemId asId() {
    return ItemId.parse(id());
  }

  public FakeItem sized(int newWidth, int newHeight) {
    return with(newWidth, newHeight, bytes, rating, tags, genres, added, length);
  }

  public FakeItem ofBytes(long count) {
    return with(width, height, count, rating, tags, genres, added, length);
  }

  public FakeItem rated(int number) {
    return with(width, height, bytes, number, tags, genres, added, length);
  }

  public FakeItem tagged(String... words) {
    return with(width, height, bytes, rating, Set.of(words), genres, added, length);
  }

  public FakeItem ofGenres(String... words) {
    return with(width, height, bytes, rating, tags, List.of(words), added, length);
  }

  public FakeItem addedAt(Instant moment) {
    return with(width, height, bytes, rating, tags, genres, moment, length);
  }

  public FakeItem lasting(Duration time) {
    return with(width, height, bytes, rating, tags, genres, added, time);
  }

  private FakeItem with(
      int newWidth,
      int newHeight,
      long newBytes,
      int newRating,
      Set<String> newTags,
      List<String> newGenres,
      Instant newAdded,
      Duration newLength) {
    return new FakeItem(
        type, name, library, path, newWidth, newHeight, newBytes, newLength, newRating, newTags,
        newGenres, newAdded, place);
  }
}
