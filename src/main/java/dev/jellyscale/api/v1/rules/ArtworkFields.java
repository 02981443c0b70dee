package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.order.ModelChoice;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.rules.ArtworkRecipe;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule of pictures has beside what all rules have. */
record ArtworkFields(ModelChoice models) {

  /** What is asked for; what is wrong with it is told to {@code check}. */
  Optional<ArtworkRecipe> of(RuleForm form, FieldCheck check) {
    ofVideos(form)
        .forEach(
            (field, value) -> {
              if (value != null) {
                check.wrong(field, "A rule with 'artwork' is one of pictures, and has none");
              }
            });
    var wish = form.artwork();
    if (wish == null) {
      throw new IllegalArgumentException("It is a rule of videos");
    }
    var model = check.of("model", () -> models.network(form.model()));
    var kinds = check.of("artwork.kinds", () -> kinds(wish.kinds()));
    var narrower = check.of("artwork.narrower", () -> narrower(wish.narrower()));
    return model.isPresent() && kinds.isPresent() && narrower.isPresent()
        ? Optional.of(new ArtworkRecipe(model.get(), kinds.get(), narrower.get()))
        : Optional.empty();
  }

  private static Map<String, @Nullable Object> ofVideos(RuleForm form) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("genres", form.genres());
    members.put("watched", form.watched());
    members.put("addedAfter", form.addedAfter());
    members.put("largest", form.largest());
    members.put("shortest", form.shortest());
    members.put("longest", form.longest());
    members.put("scale", form.scale());
    members.put("to", form.to());
    members.put("encoder", form.encoder());
    members.put("preset", form.preset());
    members.put("crf", form.crf());
    members.put("priority", form.priority());
    members.put("window", form.window());
    members.put("publish", form.publish());
    return members;
  }

  private static Set<Kind> kinds(@Nullable List<@Nullable String> words) {
    if (words == null) {
      return EnumSet.allOf(Kind.class);
    }
    if (words.isEmpty() || words.size() > Kind.values().length) {
      throw new Invalid("It has one or two of " + names());
    }
    var kinds = EnumSet.noneOf(Kind.class);
    words.forEach(word -> kinds.add(StateWord.parse(Kind.class, word == null ? "" : word)));
    return kinds;
  }

  private static String names() {
    return String.join(", ", Arrays.stream(Kind.values()).map(StateWord::of).toList());
  }

  private static int narrower(@Nullable Integer pixels) {
    return ArtworkRecipe.requireNarrower(pixels == null ? 0 : pixels);
  }
}
