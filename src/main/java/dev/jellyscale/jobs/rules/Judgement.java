package dev.jellyscale.jobs.rules;

import dev.jellyscale.model.ModelId;

/** What a rule says of a video. */
public sealed interface Judgement {

  /** It is upscaled, where the rule's ceiling lets it. */
  record Chosen() implements Judgement {}

  /**
   * There is a film of it that was made otherwise. It is made anew only where somebody asks for it.
   *
   * @param before model that made the film
   */
  record RedoOffered(ModelId before) implements Judgement {}

  /** It stays as it is. */
  record Left(Reason reason) implements Judgement {}

  /** Why a video stays as it is; the first that holds, in this order. */
  enum Reason {
    OTHER_GENRE("Its genres are others"),
    ADDED_EARLIER("It came into the library too early"),
    SIZE_UNKNOWN("Jellyfin does not know the size of its picture"),
    TOO_LARGE("Its picture, or that of another version, is larger than the rule's box"),
    LENGTH_UNKNOWN("Jellyfin does not know its length"),
    TOO_SHORT("It is too short"),
    TOO_LONG("It is too long"),
    SEEN_OTHERWISE("It is watched, or not, other than the rule asks"),
    NOT_MAPPED("Its place is below none of the mapped roots (JELLYSCALE_JELLYFIN_PATHS)"),
    NOT_READABLE("Its file is not there, or may not be read"),
    MADE_BY_US("It is a film of ours"),
    UNDER_WAY("A job is at it"),
    MADE_ALREADY("It was made already"),
    GIVEN_UP(
        "Its job was cancelled or failed, or its film was taken away, and nothing has changed since"),
    OUTPUT_TAKEN("A file stands where its film would go, or a job is about to write there"),
    OUTPUT_REFUSED(
        "Its film has no place: the name would be too long, or the folder may not be written to"),
    OVER_CEILING("It is its turn in another run");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** For people, without a full stop. */
    public String sentence() {
      return sentence;
    }
  }
}
