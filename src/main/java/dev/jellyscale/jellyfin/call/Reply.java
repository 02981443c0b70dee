package dev.jellyscale.jellyfin.call;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the server answered, all of it.
 *
 * @param status never a redirect and never above 499: those are no answers
 * @param type media type in lower case, without parameters
 */
public record Reply(int status, Optional<String> type, byte[] body) {
  private static final String JSON = "application/json";

  public Reply {
    type = type.map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The JSON of an answer with status 200.
   *
   * @throws Nonsense if the status is another one, or the body no JSON
   */
  public Fields json() throws Nonsense {
    return Fields.parse(jsonBody());
  }

  /**
   * The objects of an array that is all of an answer with status 200.
   *
   * @throws Nonsense if the status is another one, or the body no such JSON
   */
  public List<Fields> jsonOfList() throws Nonsense {
    return json().elements();
  }

  private byte[] jsonBody() throws Nonsense {
    require(200);
    if (!type.equals(Optional.of(JSON))) {
      throw Nonsense.counting("answers with something else where JSON is due");
    }
    return body;
  }

  /**
   * Makes sure of the status.
   *
   * @throws Nonsense if it is another one
   */
  public void require(int wanted) throws Nonsense {
    if (status != wanted) {
      throw Nonsense.status(status);
    }
  }

  /** Tells nothing of the body. */
  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
