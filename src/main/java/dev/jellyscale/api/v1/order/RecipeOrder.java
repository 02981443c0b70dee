package dev.jellyscale.api.v1.order;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.TargetBox;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.protocol.job.VideoWish.Scale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How films shall be made. A model that is wrong leaves it empty; what else is wrong has a default
 * here, and is told all the same.
 */
public record RecipeOrder(Optional<ModelId> model, Scale scale, VideoWish.Encoder encoder) {
  private static final int LEAST_SCALE = 2;
  private static final int MOST_SCALE = 4;

  /** What is asked for; what is wrong with it is told to {@code check}. */
  public static RecipeOrder of(RecipeMembers form, ModelChoice models, FieldCheck check) {
    var model = check.of("model", () -> models.of(form.model()));
    var scale = check.of("scale", () -> scale(form));
    var within = check.of("to", () -> within(form, scale.orElse(Scale.OF_MODEL)));
    var encoder = EncoderBounds.wish(form, check);
    return new RecipeOrder(model, within.orElse(Scale.OF_MODEL), encoder);
  }

  private static Scale scale(RecipeMembers form) {
    var times = form.scale();
    if (times == null) {
      return Scale.OF_MODEL;
    }
    if (times < LEAST_SCALE || times > MOST_SCALE) {
      throw new Invalid("It is 2, 3 or 4");
    }
    return new Scale(OptionalInt.of(times), Optional.empty());
  }

  private static Scale within(RecipeMembers form, Scale scale) {
    var word = form.to();
    if (word == null) {
      return scale;
    }
    if (form.scale() != null) {
      throw new Invalid("It cannot be given together with 'scale'");
    }
    return new Scale(OptionalInt.empty(), Optional.of(TargetBox.parse(word)));
  }
}
