package dev.jellyscale.jellyfin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.jellyfin.FakeJellyfin.Answer;
import dev.jellyscale.jellyfin.FakeJellyfin.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes of a Jellyfin server: who may ask what, and what is answered. */
record FakeRoutes(FakeWorld world, FakeShapes shapes, String version) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Answer NOBODY =
      new Answer(
          400,
          "application/problem+json",
          "{\"title\":\"Bad Request\",\"status\":400}".getBytes(StandardCharsets.UTF_8));
  private static final Pattern ITEM = Pattern.compile("/Items/([0-9a-f]{32})");
  private static final Pattern IMAGES = Pattern.compile("/Items/([0-9a-f]{32})/Images");
  private static final Pattern IMAGE =
      Pattern.compile("/Items/([0-9a-f]{32})/Images/([A-Z][a-z]+)(?:/([0-9]+))?");
  private static final Pattern USER_DATA = Pattern.compile("/UserItems/([0-9a-f]{32})/UserData");
  private static final Pattern SEPARATE =
      Pattern.compile("/Videos/([0-9a-f]{32})/AlternateSources");

  /** Who asks: a user, or an API key; which is an administrator without being anybody. */
  private record Asker(Optional<FakeUser> user) {
    boolean elevated() {
      return user.map(FakeUser::administrator).orElse(true);
    }
  }

  Answer answer(Asked asked, Optional<String> token) {
    if (asked.path().equals("/System/Info/Public")) {
      return Answer.json(shapes.publicInfo(version));
    }
    var image = IMAGE.matcher(asked.path());
    if (asked.method().equals("GET") && image.matches()) {
      return world
          .image(imageName(image.group(1), image.group(2), image.group(3)))
          .map(bytes -> new Answer(200, "image/png", bytes))
          .orElse(Answer.status(404));
    }
    var user = token.flatMap(world::userOf);
    if (user.isEmpty() && !token.map(world::isKey).orElse(false)) {
      return Answer.status(401);
    }
    return user.map(FakeUser::disabled).orElse(false)
        ? Answer.status(403)
        : answer(asked, new Asker(user));
  }

  private Answer answer(Asked asked, Asker asker) {
    return switch (asked.method() + " " + asked.path()) {
      case "GET /Users/Me" ->
          asker.user().map(user -> Answer.json(shapes.user(user))).orElse(NOBODY);
      case "GET /UserViews" -> as(asked, asker, user -> Answer.json(views(user)));
      case "GET /Library/VirtualFolders" ->
          asker.elevated()
              ? Answer.json(world.libraries().stream().map(shapes::folder).toList())
              : Answer.status(403);
      case "GET /Items" -> items(asked, asker);
      case "GET /Sessions" ->
          Answer.json(
              world.sessions().stream()
                  .filter(one -> asker.elevated() || asker.user().equals(Optional.of(one.user())))
                  .map(session -> shapes.session(session, Instant.now()))
                  .toList());
      case "POST /Library/Media/Updated" -> updated(asked);
      default -> item(asked, asker);
    };
  }

  private Answer item(Asked asked, Asker asker) {
    var item = ITEM.matcher(asked.path());
    if (asked.method().equals("GET") && item.matches()) {
      return as(asked, asker, user -> item(item.group(1), user));
    }
    var data = USER_DATA.matcher(asked.path());
    if (asked.method().equals("GET") && data.matches()) {
      return as(asked, asker, user -> userData(data.group(1), user));
    }
    var images = IMAGES.matcher(asked.path());
    if (asked.method().equals("GET") && images.matches()) {
      return Answer.json(new FakeImages(world).list(images.group(1)));
    }
    return asker.elevated() ? elevated(asked) : Answer.status(403);
  }

  private Answer elevated(Asked asked) {
    var separate = SEPARATE.matcher(asked.path());
    var image = IMAGE.matcher(asked.path());
    if (asked.route().equals("GET /Auth/Keys")) {
      var keys = world.keys();
      return Answer.json(
          FakeShapes.list(keys.stream().map(key -> shapes.key(key, keys.indexOf(key))).toList()));
    }
    if (asked.route().equals("POST /Videos/MergeVersions")) {
      var ids = List.of(asked.query().getOrDefault("ids", "").split(","));
      var items = ids.stream().map(world::item).flatMap(Optional::stream).toList();
      return Answer.status(world.merge(items) ? 204 : 400);
    }
    if (asked.method().equals("DELETE") && separate.matches()) {
      var item = world.item(separate.group(1));
      item.ifPresent(world::separate);
      return Answer.status(item.isPresent() ? 204 : 404);
    }
    if (image.matches() && world.item(image.group(1)).isPresent()) {
      return image(asked, imageName(image.group(1), image.group(2), image.group(3)));
    }
    return Answer.status(404);
  }

  private Answer image(Asked asked, String name) {
    if (asked.method().equals("DELETE")) {
      return Answer.status(world.removeImage(name) ? 204 : 404);
    }
    if (!asked.headers().getOrDefault("content-type", "").startsWith("image/")) {
      return Answer.status(400);
    }
    if (!world.takesImage(name)) {
      return Answer.status(500);
    }
    world.image(new FakeImages(world).nameForNew(name), Base64.getDecoder().decode(asked.body()));
    return Answer.status(204);
  }

  private static String imageName(String id, String type, @Nullable String index) {
    return id + "/" + type + "/" + Objects.requireNonNullElse(index, "0");
  }

  /** As the user that is asked for: only administrators may ask for others. */
  private Answer as(Asked asked, Asker asker, Function<FakeUser, Answer> answer) {
    var wanted = asked.query().get("userId");
    var own = asker.user().map(FakeUser::id);
    if (wanted == null) {
      return asker.user().map(answer).orElse(Answer.status(404));
    }
    if (!asker.elevated() && !own.equals(Optional.of(wanted))) {
      return Answer.status(403);
    }
    return world.user(wanted).map(answer).orElse(Answer.status(404));
  }

  private Object views(FakeUser user) {
    return FakeShapes.list(
        world.libraries().stream()
            .filter(one -> user.libraries().isEmpty() || user.libraries().contains(one.id()))
            .map(shapes::library)
            .toList());
  }

  private Answer item(String id, FakeUser user) {
    return world
        .item(id)
        .filter(user::sees)
        .map(one -> Answer.json(shape(one, FakeShapes.ALL, world.isPlayed(user, one))))
        .orElse(Answer.status(404));
  }

  private Answer userData(String id, FakeUser user) {
    return world
        .item(id)
        .filter(user::sees)
        .map(one -> shape(one, Set.of(), world.isPlayed(user, one)).get("UserData"))
        .map(Answer::json)
        .orElse(Answer.status(404));
  }

  private Map<String, @Nullable Object> shape(
      FakeItem item, Set<String> fields, @Nullable Boolean played) {
    return shapes.item(item, world.versions(item), fields, played);
  }

  // With an API key the list is nobody's: whatever userId says, all items and no user's data.
  private Answer items(Asked asked, Asker asker) {
    var ids = split(asked, "ids");
    var types = split(asked, "includeItemTypes");
    var parent = asked.query().get("parentId");
    var found =
        world.items().stream()
            .filter(one -> asker.user().map(user -> user.sees(one)).orElse(true))
            .filter(one -> ids.isEmpty() ? !world.isAlternate(one) : ids.contains(one.id()))
            .filter(one -> types.isEmpty() || types.contains(one.type()))
            .filter(one -> parent == null || one.library().equals(parent))
            .sorted(order(asked))
            .toList();
    int start = Integer.parseInt(asked.query().getOrDefault("startIndex", "0"));
    int limit = Integer.parseInt(asked.query().getOrDefault("limit", "100000"));
    var fields = split(asked, "fields");
    var page =
        found.stream()
            .skip(start)
            .limit(limit)
            .map(
                one ->
                    shape(
                        one,
                        fields,
                        asker.user().map(user -> world.isPlayed(user, one)).orElse(null)))
            .toList();
    return Answer.json(FakeShapes.list(page, start, found.size()));
  }

  private static Comparator<FakeItem> order(Asked asked) {
    var order =
        asked.query().getOrDefault("sortBy", "SortName").startsWith("DateCreated")
            ? Comparator.comparing(FakeItem::added).thenComparing(FakeItem::id)
            : Comparator.comparing(FakeItem::name).thenComparing(FakeItem::id);
    return asked.query().getOrDefault("sortOrder", "Ascending").equals("Descending")
        ? order.reversed()
        : order;
  }

  private static Set<String> split(Asked asked, String name) {
    return Arrays.stream(asked.query().getOrDefault(name, "").split(","))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toSet());
  }

  private Answer updated(Asked asked) {
    try {
      for (JsonNode update : JSON.readTree(asked.body()).get("Updates")) {
        world.updated(
            new FakeWorld.Update(
                update.get("Path").textValue(), update.get("UpdateType").textValue()));
      }
      return Answer.status(204);
    } catch (IOException _) {
      return Answer.status(400);
    }
  }
}
