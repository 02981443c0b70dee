package dev.jellyscale.protocol;

/** Version of this program, as it stands in reports, tags and work directories. */
public final class ProgramVersion {

  /** The version of pom.xml without its qualifier. */
  public static final String VALUE = "0.1.0";

  private ProgramVersion() {}
}
