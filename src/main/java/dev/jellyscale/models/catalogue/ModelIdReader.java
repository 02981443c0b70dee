package dev.jellyscale.models.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.jellyscale.model.ModelId;
import java.io.IOException;

/** A model id is a plain string in JSON. */
final class ModelIdReader extends StdDeserializer<ModelId> {

  ModelIdReader() {
    super(ModelId.class);
  }

  @Override
  public ModelId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return new ModelId(parser.getText());
  }
}
