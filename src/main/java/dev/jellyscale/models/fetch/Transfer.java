package dev.jellyscale.models.fetch;

import dev.jellyscale.models.fetch.MirrorFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Brings the bytes of one file from one mirror to the end of its part. */
final class Transfer {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;
  private static final int BUFFER_BYTES = 1 << 16;

  private final RedirectWalk conversation;
  private final Download download;
  private final Validators validators;
  private final Pace pace;

  Transfer(RedirectWalk conversation, Download download, Validators validators, Pace pace) {
    this.conversation = conversation;
    this.download = download;
    this.validators = validators;
    this.pace = pace;
  }

  /** From another thread: ends {@link #run} soon. */
  void cancel() {
    conversation.cancel();
  }

  /** Returns when the part has as many bytes as the file; they are not verified. */
  void run(URI mirror, Path path, PartFile part) throws MirrorFailure {
    var wish = rest(mirror, path, part);
    if (wish.from() == download.bytes()) {
      pace.flows(wish.from(), System.nanoTime());
      return;
    }
    if (!follow(mirror, path, part, wish)) {
      part.cutTo(0);
      follow(mirror, path, part, Wish.ALL);
    }
  }

  private Wish rest(URI mirror, Path path, PartFile part) {
    var tag = validators.tag(path, mirror);
    long have = part.bytes();
    if (have > 0 && (tag.isEmpty() || have > download.bytes())) {
      part.cutTo(0);
      validators.forget(path);
      return Wish.ALL;
    }
    return have == 0 ? Wish.ALL : new Wish(have, tag.orElseThrow());
  }

  /**
   * @return whether the answer fits the wish; if not, the whole file has to be asked for
   */
  private boolean follow(URI mirror, Path path, PartFile part, Wish wish) throws MirrorFailure {
    try (var answer = conversation.ask(mirror, wish)) {
      if (wish.from() > 0 && !continues(answer, wish) && answer.status() != OK) {
        return refusedRange(answer, mirror);
      }
      requireWhole(answer, mirror, wish);
      long have = answer.status() == PARTIAL ? wish.from() : 0;
      requireLength(answer, mirror, have);
      part.cutTo(have);
      validators.forget(path);
      answer.strongTag().ifPresent(tag -> validators.remember(path, mirror, tag));
      receive(answer, mirror, part);
      return true;
    } catch (IOException e) {
      throw broken(mirror, e);
    }
  }

  private boolean continues(Answer answer, Wish wish) {
    long end = download.bytes();
    var range = "bytes %d-%d/".formatted(wish.from(), end - 1);
    return answer.status() == PARTIAL
        && answer.strongTag().equals(Optional.of(wish.tag()))
        && answer
            .header("Content-Range")
            .filter(r -> r.equals(range + end) || r.equals(range + "*"))
            .isPresent();
  }

  private static boolean refusedRange(Answer answer, URI mirror) throws MirrorFailure {
    if (answer.status() == PARTIAL || answer.status() == UNSATISFIABLE) {
      return false;
    }
    throw status(answer, mirror);
  }

  private static void requireWhole(Answer answer, URI mirror, Wish wish) throws MirrorFailure {
    if (answer.status() != OK && !(answer.status() == PARTIAL && wish.from() > 0)) {
      throw status(answer, mirror);
    }
    var coding = answer.header("Content-Encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw new MirrorFailure(AddressRule.shown(mirror) + " sends the file compressed");
    }
  }

  private static MirrorFailure status(Answer answer, URI mirror) {
    return new MirrorFailure(AddressRule.shown(mirror) + " answers with " + answer.status());
  }

  private void requireLength(Answer answer, URI mirror, long have) throws MirrorFailure {
    long expected = download.bytes() - have;
    if (answer.announced().isPresent() && answer.announced().get() != expected) {
      throw new MirrorFailure(
          "%s announces %,d bytes instead of %,d"
              .formatted(AddressRule.shown(mirror), answer.announced().get(), expected));
    }
  }

  private void receive(Answer answer, URI mirror, PartFile part) throws MirrorFailure, IOException {
    long total = part.bytes();
    pace.flows(total, System.nanoTime());
    var buffer = new byte[BUFFER_BYTES];
    var body = answer.body();
    for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
      total += count;
      if (total > download.bytes()) {
        throw new MirrorFailure(
            "%s sends more than the %,d bytes of the file"
                .formatted(AddressRule.shown(mirror), download.bytes()));
      }
      part.append(buffer, count);
      pace.reached(total);
    }
    if (total < download.bytes()) {
      throw new IOException("ended early");
    }
  }

  private static int read(InputStream body, byte[] buffer) throws IOException {
    return body.read(buffer);
  }

  private MirrorFailure broken(URI mirror, IOException cause) {
    var what = cause instanceof SocketTimeoutException ? "went silent" : "broke off";
    return new MirrorFailure(
        Kind.BROKEN_OFF,
        "%s %s after %,d of %,d bytes"
            .formatted(AddressRule.shown(mirror), what, pace.bytes(), download.bytes()),
        cause);
  }
}
