package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.call.Bound;
import dev.jellyscale.jellyfin.call.Call;
import dev.jellyscale.jellyfin.call.Call.Parameter;
import dev.jellyscale.jellyfin.call.Fields;
import dev.jellyscale.jellyfin.call.Nonsense;
import dev.jellyscale.jellyfin.call.Reply;
import dev.jellyscale.jellyfin.call.Upstream;
import dev.jellyscale.jellyfin.call.Upstream.Purpose;
import dev.jellyscale.jellyfin.library.Item;
import dev.jellyscale.jellyfin.library.ItemFile;
import dev.jellyscale.jellyfin.library.ItemPage;
import dev.jellyscale.jellyfin.library.ItemQuery;
import dev.jellyscale.jellyfin.library.Library;
import dev.jellyscale.jellyfin.library.LibraryReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Our Jellyfin server. Every method blocks for 10 s at most (a list of items 35 s), and throws
 * {@link Unavailable} with the time after which to try again where the server does not answer,
 * answers with an error of its own, or with what no Jellyfin says. After five such failures in a
 * row it does so at once, for 5 s. Tokens travel in a header alone. May be used by many threads.
 */
public final class JellyfinServer implements AutoCloseable {
  private static final int MOST_PAGES = 20;
  private static final Parameter FIELDS = new Parameter("fields", LibraryReader.FIELDS);

  private final JellyfinSettings settings;
  private final Upstream upstream;
  private final OwnCalls own;

  /** Connects to nothing yet. */
  public JellyfinServer(JellyfinSettings settings) {
    this(settings, Upstream.Terms.USUAL);
  }

  JellyfinServer(JellyfinSettings settings, Upstream.Terms terms) {
    this.settings = settings;
    upstream = new Upstream(settings.url(), terms);
    own = new OwnCalls(settings, upstream);
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
              default -> IdentityReader.user(reply.json());
            });
  }

  /** Whether this is a token of an administrator: every API key is one. */
  public boolean isKey(UserToken token) {
    return upstream.ask(
        Purpose.IDENTITY,
        Call.get("/Auth/Keys").as(Credentials.of(token)),
        reply ->
            switch (reply.status()) {
              case 400, 401, 403 -> false;
              default -> IdentityReader.isListOfKeys(reply.json());
            });
  }

  /** The libraries that somebody sees; none where he may not be asked for. */
  public List<Library> libraries(View view) {
    return upstream.ask(
        Purpose.CONTENT,
        Call.get("/UserViews").and("userId", user(view)).as(Credentials.of(view.token())),
        reply -> isRefused(view, reply) ? List.of() : LibraryReader.libraries(reply.json()));
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
            isRefused(view, reply)
                ? Optional.<Item>empty()
                : Optional.of(LibraryReader.item(reply.json())));
  }

  private static Optional<String> user(View view) {
    return view.user().map(UserId::hex);
  }

  /** Where our own key is refused, nothing is known of the user whose view it is. */
  private boolean isRefused(View view, Reply reply) throws Nonsense {
    return switch (reply.status()) {
      case 401, 403 -> {
        if (settings.key().map(ServiceKey::token).filter(view.token()::equals).isPresent()) {
          throw OwnCalls.refused();
        }
        yield true;
      }
      case 400, 404 -> true;
      default -> false;
    };
  }

  /**
   * Where an item's files lie, by our own key, whoever may see it. Empty where there is no such
   * item.
   *
   * @throws Unavailable also without a key, or with one that Jellyfin does not take, as all that is
   *     asked by our own key
   */
  public Optional<ItemFile> file(ItemId id) {
    var call = Call.get("/Items", new Parameter("ids", id.hex()), FIELDS);
    return own.ask(
        call,
        reply -> {
          for (var item : reply.json().objects("Items")) {
            var file = LibraryReader.file(item);
            if (file.id().equals(id)) {
              return Optional.of(file);
            }
          }
          return Optional.<ItemFile>empty();
        });
  }

  /**
   * A page of items and their files, by our own key: those of everybody, and nobody has played them
   * ({@link #played} tells that).
   */
  public ItemPage items(ItemQuery query) {
    var call =
        Call.get(
                "/Items",
                new Parameter("recursive", "true"),
                new Parameter("includeItemTypes", String.join(",", query.types())),
                new Parameter("sortBy", query.newestFirst() ? "DateCreated" : "SortName"),
                new Parameter("sortOrder", query.newestFirst() ? "Descending" : "Ascending"),
                new Parameter("startIndex", String.valueOf(query.start())),
                new Parameter("limit", String.valueOf(query.limit())),
                FIELDS)
            .and("parentId", query.library().map(ItemId::hex))
            .within(Bound.LIST);
    return own.ask(call, reply -> LibraryReader.page(reply.json(), query.start()));
  }

  /**
   * Returns where Jellyfin has all of these libraries, by our own key. Of what it does not know as
   * one, a list of items could be that of all libraries.
   *
   * @throws Invalid if it lacks one; names it
   */
  public void requireLibraries(Collection<ItemId> libraries) {
    var call = Call.get("/Library/VirtualFolders").within(Bound.LIST);
    var known = own.ask(call, reply -> LibraryReader.ids(reply.jsonOfList()));
    for (var library : libraries) {
      if (!known.contains(library)) {
        throw new Invalid("Jellyfin has no library " + library);
      }
    }
  }

  /**
   * Whether a user has played an item, by our own key. Empty where there is no such item or user,
   * or the user may not see it.
   */
  public Optional<Boolean> played(UserId user, ItemId id) {
    return own.ask(
        Call.get("/UserItems/" + id.hex() + "/UserData", new Parameter("userId", user.hex())),
        reply -> reply.status() == 404 ? Optional.<Boolean>empty() : reply.json().flag("Played"));
  }

  /**
   * The item that a file belongs to, by our own key: for files that Jellyfin has just found, so it
   * is looked for among the 2,000 items that came last, 100 at a time. The id is that of the
   * version, where the item has several.
   *
   * @param path on Jellyfin's machine, exactly
   * @param alive runs before each list of items, which takes 35 s at most; whatever it throws ends
   *     the search
   */
  public Optional<ItemId> itemAt(String path, Runnable alive) {
    var query = new ItemQuery(Optional.empty(), ItemQuery.VIDEOS, true, 0, ItemQuery.MOST);
    for (int page = 0; page < MOST_PAGES; page++) {
      alive.run();
      var items = items(query);
      var found =
          items.items().stream()
              .flatMap(listed -> listed.file().versionAt(path).stream())
              .findFirst();
      if (found.isPresent() || !items.hasMore()) {
        return found;
      }
      query = query.next();
    }
    return Optional.empty();
  }

  /** What is played at this moment, by our own key. */
  public List<PlaySession> sessions() {
    return own.ask(
        Call.get("/Sessions", new Parameter("activeWithinSeconds", "60")),
        reply -> {
          var sessions = new ArrayList<PlaySession>();
          for (var session : reply.jsonOfList()) {
            PlaySession.of(session).ifPresent(sessions::add);
          }
          return List.copyOf(sessions);
        });
  }

  /**
   * Has Jellyfin look at files, by our own key. It does so in its own time, a minute later unless
   * somebody has set another one.
   */
  public void mediaUpdated(List<MediaUpdate> updates) {
    var list =
        updates.stream()
            .map(one -> Map.of("Path", one.path(), "UpdateType", one.kind().word()))
            .toList();
    var body = new Call.Body("application/json", Fields.written(Map.of("Updates", list)));
    own.tell(Call.post("/Library/Media/Updated").with(body));
  }

  /**
   * Makes several items versions of one, by our own key. The first of them that has versions
   * already stays the one that is played by default; where none has, Jellyfin takes the widest.
   *
   * @throws NotFound if Jellyfin does not know two of them
   */
  public void mergeVersions(List<ItemId> items) {
    var ids = items.stream().map(ItemId::hex).collect(Collectors.joining(","));
    var _ =
        own.ask(
            Call.post("/Videos/MergeVersions", new Parameter("ids", ids)),
            reply -> {
              if (reply.status() == 400) {
                throw new NotFound("Jellyfin knows fewer than two of the items to be merged");
              }
              return OwnCalls.done(reply);
            });
  }

  /**
   * Makes all versions of an item items of their own again, by our own key.
   *
   * @throws NotFound if Jellyfin does not know it
   */
  public void separateVersions(ItemId item) {
    own.tell(Call.delete("/Videos/" + item.hex() + "/AlternateSources"), item);
  }

  /** Posters and backdrops. */
  public ItemImages images() {
    return new ItemImages(own);
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
