package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.call.Call;
import dev.jellyscale.jellyfin.call.Call.Parameter;
import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.call.Reply;
import dev.jellyscale.jellyfin.call.Upstream;
import dev.jellyscale.jellyfin.call.Upstream.Purpose;
import dev.jellyscale.jellyfin.library.Item;
import dev.jellyscale.jellyfin.library.ItemFile;
import dev.jellyscale.jellyfin.library.Library;
import dev.jellyscale.jellyfin.library.LibraryReader;
import java.util.List;
import java.util.Optional;

/**
 * Our Jellyfin server. Every method blocks for 5 s at most, and throws {@link Unavailable} with the
 * time after which to try again where the server does not answer, answers with an error of its own,
 * or with what no Jellyfin says. After five such failures in a row it does so at once, for 5 s.
 * Tokens travel in a header alone. May be used by many threads.
 */
public final class JellyfinServer implements AutoCloseable {
  private final JellyfinSettings settings;
  private final Upstream upstream;

  /** Connects to nothing yet. */
  public JellyfinServer(JellyfinSettings settings) {
    this(settings, Upstream.Terms.USUAL);
  }

  JellyfinServer(JellyfinSettings settings, Upstream.Terms terms) {
    this.settings = settings;
    upstream = new Upstream(settings.url(), terms);
  }

  /** What was set. */
  public JellyfinSettings settings() {
    return settings;
  }

  /** Who shows this token. A user whom Jellyfin has disabled is unknown. */
  public Identity whoIs(UserToken token) {
    return upstream.ask(
        Purpose.IDENTITY,
        Call.get("/Users/Me").as(Credentials.of(token)),
        reply ->
            switch (reply.status()) {
              case 400 -> new Identity.KeyWithoutUser();
              case 401, 403 -> new Identity.Unknown();
              default -> user(reply.json());
            });
  }

  private static Identity user(Fields user) throws Nonsense {
    var policy =
        user.object("Policy").orElseThrow(() -> Nonsense.counting("answers without a policy"));
    var administrator =
        policy
            .flag("IsAdministrator")
            .orElseThrow(() -> Nonsense.counting("does not tell its administrators"));
    var id = user.due("Id");
    try {
      return policy.flag("IsDisabled").orElse(false)
          ? new Identity.Unknown()
          : new Identity.User(UserId.parse(id), user.due("Name"), administrator);
    } catch (Invalid _) {
      throw Nonsense.counting("answers with an odd id");
    }
  }

  /** Whether this is a token of an administrator: every API key is one. */
  public boolean isKey(UserToken token) {
    return upstream.ask(
        Purpose.IDENTITY,
        Call.get("/Auth/Keys").as(Credentials.of(token)),
        reply ->
            switch (reply.status()) {
              case 400, 401, 403 -> false;
              default -> isListOfKeys(reply.json());
            });
  }

  // Somebody's page of 200 in front of Jellyfin must not make an administrator.
  private static boolean isListOfKeys(Fields keys) throws Nonsense {
    if (keys.number("TotalRecordCount").isEmpty()) {
      throw Nonsense.counting("answers with no list of keys");
    }
    for (var key : keys.objects("Items")) {
      key.due("AccessToken");
    }
    return true;
  }

  /** The libraries that somebody sees; none where he may not be asked for. */
  public List<Library> libraries(View view) {
    return upstream.ask(
        Purpose.CONTENT,
        Call.get("/UserViews").and("userId", user(view)).as(Credentials.of(view.token())),
        reply -> isRefused(reply) ? List.of() : LibraryReader.libraries(reply.json()));
  }

  /**
   * An item, if somebody sees it: what is missing and what is kept from him is the same to him, and
   * to us.
   */
  public Optional<Item> item(View view, ItemId id) {
    return upstream.ask(
        Purpose.CONTENT,
        Call.get("/Items/" + id.hex()).and("userId", user(view)).as(Credentials.of(view.token())),
        reply ->
            isRefused(reply)
                ? Optional.<Item>empty()
                : Optional.of(LibraryReader.item(reply.json())));
  }

  private static Optional<String> user(View view) {
    return view.user().map(UserId::hex);
  }

  private static boolean isRefused(Reply reply) {
    return switch (reply.status()) {
      case 400, 401, 403, 404 -> true;
      default -> false;
    };
  }

  /**
   * Where an item's files lie, by our own key, whoever may see it. Empty where there is no such
   * item.
   *
   * @throws Unavailable also without a key, or with one that Jellyfin does not take
   */
  public Optional<ItemFile> file(ItemId id) {
    return upstream.ask(
        Purpose.CONTENT,
        Call.get(
                "/Items",
                new Parameter("ids", id.hex()),
                new Parameter("fields", LibraryReader.FIELDS))
            .as(ownKey()),
        reply -> {
          for (var item : byOwnKey(reply).json().objects("Items")) {
            var file = LibraryReader.file(item);
            if (file.id().equals(id)) {
              return Optional.of(file);
            }
          }
          return Optional.<ItemFile>empty();
        });
  }

  private static Reply byOwnKey(Reply reply) throws Nonsense {
    return switch (reply.status()) {
      case 401, 403 -> throw Nonsense.ofCall("does not take this node's API key");
      default -> reply;
    };
  }

  private String ownKey() {
    return settings
        .key()
        .map(key -> Credentials.ofService(key.token()))
        .orElseThrow(
            () ->
                new Unavailable(
                    "This node has no API key of Jellyfin (" + JellyfinSettings.KEY + ")", null));
  }

  /** Its version, which it tells anybody. */
  public ServerVersion version() {
    return upstream.ask(
        Purpose.CONTENT,
        Call.get("/System/Info/Public"),
        reply ->
            ServerVersion.parse(reply.json().due("Version"))
                .orElseThrow(() -> Nonsense.counting("answers with an odd version")));
  }

  @Override
  public void close() {
    upstream.close();
  }
}
