package dev.jellyscale.protocol.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Messages over a socket: four bytes of length, the highest first, and so many bytes of JSON in
 * UTF-8. One thread may send while another receives. Interrupting either closes the channel.
 *
 * @param <S> what this side sends
 * @param <R> what it receives
 */
public final class MessageChannel<S, R> implements AutoCloseable {
  /** Longest message in bytes. */
  public static final int LONGEST = 1 << 20;

  private static final int READ_AHEAD = 1 << 14;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final SocketChannel socket;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  /** What was read and belongs to messages that nobody has asked for yet; ready to be taken. */
  private final ByteBuffer ahead = ByteBuffer.allocateDirect(READ_AHEAD).limit(0);

  private MessageChannel(SocketChannel socket, Class<S> sent, Class<R> received) {
    this.socket = socket;
    writer = JSON.writerFor(sent);
    reader = JSON.readerFor(received);
  }

  /** A side of another conversation than that with renderers; owns the socket from here on. */
  public static <S, R> MessageChannel<S, R> of(
      SocketChannel socket, Class<S> sent, Class<R> received) {
    return new MessageChannel<>(socket, sent, received);
  }

  /** The node's side; owns the socket from here on. */
  public static MessageChannel<Command, Event> ofNode(SocketChannel socket) {
    return new MessageChannel<>(socket, Command.class, Event.class);
  }

  /** The renderer's side; owns the socket from here on. */
  public static MessageChannel<Event, Command> ofRenderer(SocketChannel socket) {
    return new MessageChannel<>(socket, Event.class, Command.class);
  }

  /**
   * Sends a message and waits until the kernel has taken it.
   *
   * @throws ProtocolFault if it is too long; nothing is sent then
   */
  public void send(S message) throws IOException {
    var json = bytes(message);
    if (json.length > LONGEST) {
      throw new ProtocolFault("A message of " + json.length + " bytes is too long to be sent");
    }
    var buffer = ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json);
    buffer.flip();
    synchronized (this) {
      while (buffer.hasRemaining()) {
        socket.write(buffer);
      }
    }
  }

  private byte[] bytes(S message) throws ProtocolFault {
    try {
      return writer.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new ProtocolFault("A message has no JSON form", e);
    }
  }

  /**
   * Waits for the next message.
   *
   * @return empty where the other side has closed the channel between two messages
   * @throws ProtocolFault if it is none: too long, cut off, or not of the kind that is received
   */
  public Optional<R> receive() throws IOException {
    var length = ByteBuffer.allocate(Integer.BYTES);
    if (!fill(length)) {
      return Optional.empty();
    }
    int bytes = length.getInt(0);
    if (bytes < 1 || bytes > LONGEST) {
      throw new ProtocolFault(
          "A message of %d bytes was announced, but none has more than %d"
              .formatted(Integer.toUnsignedLong(bytes), LONGEST));
    }
    var json = ByteBuffer.allocate(bytes);
    if (!fill(json)) {
      throw new ProtocolFault("The channel was closed in the middle of a message");
    }
    return Optional.of(parsed(json.flip()));
  }

  /** False where the channel ends before the first byte. */
  private boolean fill(ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (!ahead.hasRemaining() && !readAhead()) {
        if (target.position() == 0) {
          return false;
        }
        throw new ProtocolFault("The channel was closed in the middle of a message");
      }
      int count = Math.min(target.remaining(), ahead.remaining());
      target.put(target.position(), ahead, ahead.position(), count);
      target.position(target.position() + count);
      ahead.position(ahead.position() + count);
    }
    return true;
  }

  /** A length and the message behind it mostly come together. */
  private boolean readAhead() throws IOException {
    ahead.clear();
    try {
      return socket.read(ahead) >= 0;
    } finally {
      // Also where reading fails: else what was there before would be taken for new.
      ahead.flip();
    }
  }

  private R parsed(ByteBuffer json) throws ProtocolFault {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(json).toString();
      var message = reader.<R>readValue(text);
      if (message == null) {
        throw new ProtocolFault("A message is null");
      }
      return message;
    } catch (CharacterCodingException e) {
      throw new ProtocolFault("A message is not understood: it is no UTF-8", e);
    } catch (JsonProcessingException e) {
      throw new ProtocolFault("A message is not understood: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
