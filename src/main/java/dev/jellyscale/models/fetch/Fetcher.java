package dev.jellyscale.models.fetch;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.models.fetch.MirrorFailure.Kind;
import dev.jellyscale.net.PlainClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Downloads files that are known by their size and hash, over https, from listed hosts and public
 * addresses alone; every redirect is held to the same rules. Any number of threads may use one
 * fetcher, each for a part of its own.
 */
public final class Fetcher {
  private static final int CONNECTIONS = 5;

  private final FetchPolicy policy;
  private final Validators validators = new Validators();

  public Fetcher(FetchPolicy policy) {
    this.policy = policy;
  }

  /**
   * Downloads a file. When this returns, {@code part} holds exactly the bytes that the hash
   * promises, and they are on the disk. A mirror that breaks off is asked for the rest, one that
   * fails is followed by the next. What a download left behind that was interrupted or lost its
   * connection is continued by the next call of the same fetcher where the server allows it.
   *
   * @param part the file to write; its folder exists. Bytes that this fetcher did not put there are
   *     dropped
   * @param bytesSoFar told how many bytes of the file are here, a few times a second, by the
   *     calling thread; the number falls where a download has to start over
   * @throws InterruptedException if the calling thread is interrupted; the part stays
   * @throws Unavailable if no mirror delivers the file
   * @throws VerificationFailed if a mirror delivers other bytes and no mirror the right ones
   * @throws JellyscaleException.DiskFull if the disk is full
   * @throws JellyscaleException.Denied if the part cannot be written
   */
  public void fetch(Download download, Path part, LongConsumer bytesSoFar)
      throws InterruptedException {
    var failures = new ArrayList<MirrorFailure>();
    try (var file = PartFile.open(part)) {
      for (var mirror : download.mirrors()) {
        try {
          fetchFrom(mirror, download, new Target(part, file, bytesSoFar));
          return;
        } catch (MirrorFailure e) {
          failures.add(e);
        }
      }
    }
    if (!validators.knows(part)) {
      delete(part);
    }
    throw failure(failures);
  }

  /** Where the bytes of one call go. */
  private record Target(Path path, PartFile file, LongConsumer bytesSoFar) {}

  private void fetchFrom(URI mirror, Download download, Target target)
      throws MirrorFailure, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      long before = target.file().bytes();
      try {
        receive(mirror, download, target);
        verify(mirror, download, target);
        return;
      } catch (MirrorFailure e) {
        boolean gotOn = target.file().bytes() > before;
        if (e.kind() != Kind.BROKEN_OFF || !gotOn || attempt == policy.limits().attempts()) {
          throw e;
        }
      }
    }
  }

  private void receive(URI mirror, Download download, Target target)
      throws MirrorFailure, InterruptedException {
    var pace = new Pace(policy.limits());
    try (var client =
        PlainClient.open(policy.destinations(), policy.limits().patience(), CONNECTIONS)) {
      var transfer =
          new Transfer(new RedirectWalk(client, policy, pace), download, validators, pace);
      new Watch(mirror, transfer, pace, target.bytesSoFar())
          .over(() -> transfer.run(mirror, target.path(), target.file()));
    } catch (IOException e) {
      throw new MirrorFailure(Kind.FINAL, AddressRule.shown(mirror) + " cannot be left", e);
    }
  }

  private void verify(URI mirror, Download download, Target target) throws MirrorFailure {
    validators.forget(target.path());
    target.file().sync();
    if (!target.file().sha256().equals(download.sha256())) {
      target.file().cutTo(0);
      throw new MirrorFailure(
          Kind.WRONG_BYTES,
          AddressRule.shown(mirror) + " sends other bytes than the catalogue's SHA-256 promises",
          null);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw StorageFailure.of(part, e);
    }
  }

  private static JellyscaleException failure(List<MirrorFailure> failures) {
    var reasons = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
    var message = "The download failed: " + reasons;
    var failure =
        failures.stream().anyMatch(f -> f.kind() == Kind.WRONG_BYTES)
            ? new VerificationFailed(message)
            : new Unavailable(message, null);
    failures.forEach(failure::addSuppressed);
    return failure;
  }
}
