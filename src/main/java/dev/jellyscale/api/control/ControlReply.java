package dev.jellyscale.api.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.protocol.wire.FailureKind;

/** What a node says to a {@link ControlCall}: progress, and at last an answer or a failure. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ControlReply.Progressed.class, name = "progress"),
  @JsonSubTypes.Type(value = ControlReply.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = ControlReply.Piece.class, name = "piece"),
  @JsonSubTypes.Type(value = ControlReply.Failed.class, name = "failed")
})
sealed interface ControlReply {

  /** An installation goes on. */
  record Progressed(long bytes, long of) implements ControlReply {}

  /** It is done. */
  record Answered(ModelAnswer answer) implements ControlReply {}

  /**
   * A part of an answer that is too long for one message.
   *
   * @param text of the answer's JSON form, which all pieces make together in their order
   * @param last whether the answer is complete with it
   */
  record Piece(String text, boolean last) implements ControlReply {}

  /** It is not done. */
  record Failed(FailureKind kind, String message) implements ControlReply {}
}
