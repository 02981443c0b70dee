package dev.jellyscale.jobs.artwork;

/** What becomes of a picture; of those that leave it as it is, the first that holds. */
public enum PictureFate {
  CHOSEN("It is enlarged"),
  WIDE_ENOUGH("It has as many columns as the rule asks for, or more"),
  MADE_ALREADY("It is one that a rule has enlarged"),
  OVER_CEILING("It is its turn in another run"),
  GONE("It is gone"),
  GIVEN_UP("It was put back after a rule had enlarged it"),
  NOT_GIVEN("Jellyfin cannot give it, or it has more than 32 MiB"),
  NOT_HANDLED("It is no whole JPEG, PNG or WebP picture"),
  TOO_LARGE("It, or what it would be enlarged to, is larger than this node allows"),
  UNDER_WAY("Somebody else changes it"),
  CHANGED("Somebody has changed it since the scan looked at it"),
  NO_ROOM("There is no room to keep it as it was; put pictures back, or give up those from before"),
  FAILED("It could not be enlarged, or Jellyfin did not take it; the log says why");

  private final String sentence;

  PictureFate(String sentence) {
    this.sentence = sentence;
  }

  /** For people, without a full stop. */
  public String sentence() {
    return sentence;
  }
}
