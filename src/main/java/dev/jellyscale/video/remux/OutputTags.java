package dev.jellyscale.video.remux;

import dev.jellyscale.protocol.SourceFacts;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.StreamFacts.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which tags an output carries: the source's, less what is no longer true, and its provenance. */
public final class OutputTags {
  private static final String PROVENANCE_PREFIX = "JELLYSCALE_";
  private static final String VERSION = PROVENANCE_PREFIX + "VERSION";
  private static final String COMMENT = "comment";
  private static final String HANDLER = "handler_name";
  // "SoundHandler" and the like, as muxers call every track.
  private static final String DEFAULT_HANDLER = "Handler";

  /** What tools write about the packets of a stream; wrong for packets that are not the same. */
  private static final Pattern STATISTICS =
      Pattern.compile(
          "(BPS|DURATION|NUMBER_OF_FRAMES|NUMBER_OF_BYTES|_STATISTICS_.*)(-\\w+)?",
          Pattern.CASE_INSENSITIVE);

  /** Facts of the container or of the program that wrote it, not of what it holds. */
  private static final Set<String> CONTAINER_FACTS =
      Set.of("major_brand", "minor_version", "compatible_brands", "encoder");

  /** Keys that MP4 keeps where every player looks for them. */
  private static final Set<String> MP4_KEYS =
      Set.of(
          "title",
          "artist",
          "album_artist",
          "composer",
          "album",
          "date",
          COMMENT,
          "genre",
          "copyright",
          "grouping",
          "lyrics",
          "description",
          "synopsis",
          "show",
          "episode_id",
          "network",
          "keywords",
          "media_type",
          "hd_video",
          "gapless_playback",
          "compilation",
          "season_number",
          "episode_sort",
          "track",
          "disc",
          "creation_time",
          "location",
          "timecode");

  private static final Set<String> MP4_STREAM_KEYS =
      Set.of("title", "language", "handler_name", "creation_time", "timecode");

  private OutputTags() {}

  /** Tags of the whole file. */
  static Map<String, String> global(
      SourceFacts source, Container container, Provenance provenance) {
    var tags = new LinkedHashMap<>(carried(source));
    var facts = facts(provenance);
    if (container == Container.MATROSKA) {
      tags.putAll(facts);
      return tags;
    }
    var line = new ArrayList<String>();
    facts.forEach((key, value) -> line.add(key + "=" + value));
    tags.merge(COMMENT, String.join(" ", line), (old, added) -> old + "\n" + added);
    return tags;
  }

  /** The source's own global tags that stay true. */
  private static Map<String, String> carried(SourceFacts source) {
    var tags = new LinkedHashMap<String, String>();
    source
        .metadata()
        .forEach(
            (key, value) -> {
              var plain = key.toLowerCase(Locale.ROOT);
              if (!CONTAINER_FACTS.contains(plain)
                  && !STATISTICS.matcher(key).matches()
                  && !key.toUpperCase(Locale.ROOT).startsWith(PROVENANCE_PREFIX)) {
                // Matroska shouts its keys; known ones have one spelling here.
                tags.put(MP4_KEYS.contains(plain) ? plain : key, value);
              }
            });
    return tags;
  }

  private static Map<String, String> facts(Provenance provenance) {
    var facts = new LinkedHashMap<String, String>();
    facts.put(VERSION, provenance.version());
    facts.put(
        PROVENANCE_PREFIX + "MODEL", provenance.model() + " sha256:" + provenance.modelSha256());
    facts.put(PROVENANCE_PREFIX + "SCALE", provenance.scale());
    facts.put(PROVENANCE_PREFIX + "ENCODER", provenance.encoder());
    facts.put(PROVENANCE_PREFIX + "SOURCE", provenance.source());
    return facts;
  }

  /**
   * Whether tags tell that their file was made in a given way, by whatever version of Jellyscale.
   *
   * @param tags of a file, with its container's spelling of the keys
   */
  public static boolean tell(Map<String, String> tags, Provenance provenance) {
    var words = new ArrayList<String>();
    tags.forEach((key, value) -> words.add(key.toUpperCase(Locale.ROOT) + "=" + value + " "));
    return facts(provenance).entrySet().stream()
        .filter(fact -> !fact.getKey().equals(VERSION))
        .allMatch(
            fact ->
                words.stream()
                    .anyMatch(w -> w.contains(fact.getKey() + "=" + fact.getValue() + " ")));
  }

  /**
   * Tags of a stream.
   *
   * @param same whether its packets are exactly those of the source, so that statistics stay true
   */
  static Map<String, String> stream(StreamFacts stream, boolean same) {
    var tags = new LinkedHashMap<String, String>();
    stream
        .metadata()
        .forEach(
            (key, value) -> {
              boolean stale = !same && isOfTheEncoding(key);
              if (!stale && !key.equalsIgnoreCase("vendor_id")) {
                tags.put(key, value);
              }
            });
    return tags;
  }

  /**
   * Gives a track of MP4 its title where players look for it: few read the title itself.
   *
   * @param tags of the stream, changed
   */
  static void nameHandler(Map<String, String> tags) {
    var title = tags.get("title");
    if (title != null && tags.getOrDefault(HANDLER, DEFAULT_HANDLER).endsWith(DEFAULT_HANDLER)) {
      tags.put(HANDLER, title);
    }
  }

  private static boolean isOfTheEncoding(String key) {
    return STATISTICS.matcher(key).matches() || key.toUpperCase(Locale.ROOT).startsWith("ENCODER");
  }

  /**
   * Whether an MP4 needs the general form of tags. Few players but FFmpeg's read it, and a cover
   * has no place in it, so it is taken only where tags would be lost otherwise.
   */
  static boolean needsGeneralForm(SourceFacts source, List<StreamPlan> streams) {
    return !rareKeys(source).isEmpty() && !hasCover(streams);
  }

  private static List<String> rareKeys(SourceFacts source) {
    return carried(source).keySet().stream().filter(key -> !MP4_KEYS.contains(key)).toList();
  }

  private static boolean hasCover(List<StreamPlan> streams) {
    return streams.stream()
        .anyMatch(
            plan -> plan.stream().kind() == Kind.PICTURE && plan.treatment() == Treatment.COPY);
  }

  /** Sentences about tags that the container cannot hold. */
  static List<String> losses(SourceFacts source, Container container, List<StreamPlan> streams) {
    var notes = new ArrayList<String>();
    if (container == Container.MATROSKA) {
      return notes;
    }
    if (hasCover(streams) && !rareKeys(source).isEmpty()) {
      notes.add(
          "MP4 cannot hold these tags beside a cover: " + String.join(", ", rareKeys(source)));
    }
    var lost = new TreeMap<Integer, String>();
    for (var plan : streams) {
      var keys =
          stream(plan.stream(), false).keySet().stream()
              .filter(key -> !MP4_STREAM_KEYS.contains(key.toLowerCase(Locale.ROOT)))
              .toList();
      if (plan.treatment().makesStream() && !keys.isEmpty()) {
        lost.put(plan.stream().index(), String.join(", ", keys));
      }
    }
    lost.forEach(
        (index, keys) -> notes.add("MP4 cannot hold these tags of stream " + index + ": " + keys));
    return notes;
  }
}
