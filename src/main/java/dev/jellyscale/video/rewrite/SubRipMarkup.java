package dev.jellyscale.video.rewrite;

import dev.jellyscale.video.rewrite.MovText.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The markup that players understand in SubRip text: b, i and u as in HTML. */
final class SubRipMarkup {
  // Tags, and the braces of positions that SubRip borrowed from another format.
  private static final Pattern MARKUP =
      Pattern.compile("<(/?)(b|i|u|font)(?:\\s[^>]*)?>|\\{\\\\[^}]*\\}", Pattern.CASE_INSENSITIVE);
  private static final List<String> NAMES = List.of("b", "i", "u");
  private static final List<Integer> FLAGS =
      List.of(MovText.BOLD, MovText.ITALIC, MovText.UNDERLINE);

  private SubRipMarkup() {}

  /** SubRip text of a cue. */
  static String write(MovText cue) {
    var marks = new ArrayList<Mark>();
    for (var style : cue.styles()) {
      for (int i = 0; i < NAMES.size(); i++) {
        if ((style.flags() & FLAGS.get(i)) != 0) {
          marks.add(new Mark(style.start(), 1 + i, "<" + NAMES.get(i) + ">"));
          marks.add(new Mark(style.end(), -1 - i, "</" + NAMES.get(i) + ">"));
        }
      }
    }
    // At one place ends come before beginnings, and the innermost ends first.
    marks.sort(Comparator.comparingInt(Mark::at).thenComparingInt(Mark::rank));
    var text = cue.text();
    int length = text.codePointCount(0, text.length());
    var out = new StringBuilder();
    int done = 0;
    for (var mark : marks) {
      int at = Math.min(mark.at(), length);
      out.append(text, text.offsetByCodePoints(0, done), text.offsetByCodePoints(0, at));
      out.append(mark.tag());
      done = at;
    }
    return out.append(text.substring(text.offsetByCodePoints(0, done))).toString();
  }

  /** The cue that SubRip text describes; colours, fonts and positions are lost. */
  static MovText read(String subRip) {
    var text = new StringBuilder();
    var styles = new ArrayList<Style>();
    int flags = 0;
    int since = 0;
    int done = 0;
    for (var tag = MARKUP.matcher(subRip); tag.find(); done = tag.end()) {
      text.append(subRip, done, tag.start());
      int changed = changed(tag, flags);
      int here = text.codePointCount(0, text.length());
      if (changed != flags) {
        add(styles, since, here, flags);
        since = here;
        flags = changed;
      }
    }
    text.append(subRip, done, subRip.length());
    add(styles, since, text.codePointCount(0, text.length()), flags);
    return new MovText(text.toString(), styles);
  }

  private static int changed(Matcher tag, int flags) {
    var name = tag.group(2);
    int index = name == null ? -1 : NAMES.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      return flags;
    }
    int flag = FLAGS.get(index);
    return tag.group(1).isEmpty() ? flags | flag : flags & ~flag;
  }

  private static void add(List<Style> styles, int start, int end, int flags) {
    if (flags != 0 && end > start) {
      styles.add(new Style(start, end, flags));
    }
  }

  /** A tag to insert before a character. */
  private record Mark(int at, int rank, String tag) {}
}
