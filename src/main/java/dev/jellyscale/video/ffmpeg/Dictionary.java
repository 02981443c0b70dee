package dev.jellyscale.video.ffmpeg;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Owner of an {@code AVDictionary}: options and tags. A function that takes options and leaves the
 * unused ones in the dictionary may be given {@link #pointer}; what it leaves is freed by {@link
 * #close} and may be asked for by {@link #entries}.
 */
public final class Dictionary implements AutoCloseable {
  private final AVDictionary dictionary = new AVDictionary(null);

  /** A dictionary with these entries. */
  public static Dictionary of(Map<String, String> entries) {
    var created = new Dictionary();
    try {
      entries.forEach(created::set);
      return created;
    } catch (RuntimeException e) {
      created.close();
      throw e;
    }
  }

  /** Adds or replaces an entry. */
  public void set(String key, String value) {
    try (var nativeKey = new BytePointer(key, StandardCharsets.UTF_8);
        var nativeValue = new BytePointer(value, StandardCharsets.UTF_8)) {
      check(av_dict_set(dictionary, nativeKey, nativeValue, 0), "set option " + key);
    }
  }

  /** The native dictionary, valid until {@link #close}; null inside while it has no entry. */
  public AVDictionary pointer() {
    return dictionary;
  }

  /** The entries at this moment, in order. */
  public Map<String, String> entries() {
    return read(dictionary);
  }

  /** Copies the entries of a dictionary that somebody else owns; none where it is null. */
  public static Map<String, String> read(@Nullable AVDictionary dictionary) {
    var entries = new LinkedHashMap<String, String>();
    if (dictionary == null || dictionary.isNull()) {
      return entries;
    }
    AVDictionaryEntry entry = null;
    while ((entry = av_dict_iterate(dictionary, entry)) != null) {
      entries.put(
          entry.key().getString(StandardCharsets.UTF_8),
          entry.value().getString(StandardCharsets.UTF_8));
    }
    return entries;
  }

  @Override
  public void close() {
    av_dict_free(dictionary);
  }
}
