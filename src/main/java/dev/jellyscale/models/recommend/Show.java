package dev.jellyscale.models.recommend;

import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What pictures show, as far as somebody knows.
 *
 * @param genres as the library names them, in any case; may be empty
 * @param damaged whether they shall be mended, too: traces of an old or strong compression, noise
 */
public record Show(List<String> genres, boolean damaged) {
  /** Nothing is known. */
  static final Show UNKNOWN = new Show(List.of(), false);

  private static final List<String> ANIME = List.of("anime", "animation", "cartoon");

  /** Codecs of DVD, of discs and files of their time, as FFmpeg names them. */
  private static final Set<String> OLD_CODECS =
      Set.of(
          "mpeg1video",
          "mpeg2video",
          "mpeg4",
          "msmpeg4v1",
          "msmpeg4v2",
          "msmpeg4v3",
          "h263",
          "flv1",
          "wmv1",
          "wmv2",
          "wmv3",
          "vc1",
          "rv10",
          "rv20",
          "rv30",
          "rv40",
          "theora",
          "vp6",
          "vp6f",
          "svq1",
          "svq3",
          "cinepak",
          "indeo5");

  public Show {
    genres = List.copyOf(genres);
  }

  /**
   * Whether pictures of a codec have most likely been damaged by it: it is one of DVDs and of files
   * of their time and before, in which little room was left for pictures.
   *
   * @param codec as FFmpeg names it, in any case
   */
  public static boolean isDamaging(String codec) {
    return OLD_CODECS.contains(codec.toLowerCase(Locale.ROOT));
  }

  /** What a model has to be made for; damage comes before what is drawn. */
  Content content() {
    if (damaged) {
      return Content.FILM_RESTORATION;
    }
    boolean drawn =
        genres.stream()
            .map(genre -> genre.toLowerCase(Locale.ROOT))
            .anyMatch(genre -> ANIME.stream().anyMatch(genre::contains));
    return drawn ? Content.ANIME : Content.LIVE_ACTION;
  }
}
