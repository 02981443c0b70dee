package dev.jellyscale.api.control;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.ModelService;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.protocol.wire.MessageChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Asks a running node. */
public final class ControlClient implements ModelService {
  private final Path socket;

  private ControlClient(Path socket) {
    this.socket = socket;
  }

  /**
   * Finds the node that holds a data directory.
   *
   * @return empty where none listens, also where one has died and left its socket
   * @throws Denied if it belongs to another user
   */
  public static Optional<ControlClient> find(Path socket) {
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    try (var _ = connect(socket)) {
      return Optional.of(new ControlClient(socket));
    } catch (ConnectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Denied("The running node does not talk to this user: " + e.getMessage(), e);
    }
  }

  private static SocketChannel connect(Path socket) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public ModelAnswer answer(ModelRequest request, Progress progress) throws InterruptedException {
    try (var channel = MessageChannel.of(connect(socket), ControlCall.class, ControlReply.class)) {
      channel.send(new ControlCall(ControlCall.VERSION, request));
      return hear(channel, progress);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // Told by the exception from here on.
      throw new InterruptedException("Interrupted while the node worked");
    } catch (IOException e) {
      throw new Unavailable("The running node hung up: " + e.getMessage(), e);
    }
  }

  private static ModelAnswer hear(
      MessageChannel<ControlCall, ControlReply> channel, Progress progress) throws IOException {
    var pieces = new AnswerPieces();
    while (true) {
      var reply =
          channel.receive().orElseThrow(() -> new IOException("it ended before it had answered"));
      switch (reply) {
        case ControlReply.Progressed(long bytes, long of) -> progress.at(bytes, of);
        case ControlReply.Answered(var answer) -> {
          return answer;
        }
        case ControlReply.Piece piece -> {
          var whole = pieces.add(piece);
          if (whole.isPresent()) {
            return whole.get();
          }
        }
        case ControlReply.Failed(var kind, String message) -> throw kind.failure(message);
      }
    }
  }
}
