package dev.jellyscale.api.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.protocol.wire.MessageChannel;
import dev.jellyscale.protocol.wire.ProtocolFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes long answers apart for messages of a bounded length, and puts one together again. */
final class AnswerPieces {
  /** A quarter of a message: as text within JSON, a character may take more than one byte. */
  private static final int PIECE = MessageChannel.LONGEST / 4;

  /** What a node may say of tens of thousands of models; more is a fault. */
  private static final int LONGEST = 64 << 20;

  // Without characters beyond ASCII, a cut never goes through one.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final StringBuilder text = new StringBuilder();

  /** The replies that carry an answer, in their order; a short one is carried whole. */
  static List<ControlReply> of(ModelAnswer answer) {
    var json = written(answer);
    if (json.length() <= PIECE) {
      return List.of(new ControlReply.Answered(answer));
    }
    var pieces = new ArrayList<ControlReply>();
    for (int from = 0; from < json.length(); from += PIECE) {
      int to = Math.min(from + PIECE, json.length());
      pieces.add(new ControlReply.Piece(json.substring(from, to), to == json.length()));
    }
    return pieces;
  }

  private static String written(ModelAnswer answer) {
    try {
      return JSON.writerFor(ModelAnswer.class).writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer has no JSON form: " + answer, e);
    }
  }

  /**
   * Adds the next piece.
   *
   * @return the answer, if that was the last one
   * @throws ProtocolFault if they make none, or too long a one
   */
  Optional<ModelAnswer> add(ControlReply.Piece piece) throws ProtocolFault {
    if (piece.text().length() > LONGEST - text.length()) {
      throw new ProtocolFault("An answer has more than " + LONGEST + " characters");
    }
    text.append(piece.text());
    if (!piece.last()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text.toString(), ModelAnswer.class));
    } catch (JsonProcessingException e) {
      throw new ProtocolFault("The pieces of an answer make none", e);
    }
  }
}
