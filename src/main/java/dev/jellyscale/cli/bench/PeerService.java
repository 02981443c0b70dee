package dev.jellyscale.cli.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.video.baseline.PngDecoder;
import dev.jellyscale.video.baseline.PngEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers a PNG picture with the upscaled one, as a frame-by-frame service does: expand, infer,
 * compress, all inside the request. Up to four requests are worked on at a time; inference is one
 * after the other, with all that the device has. It listens on loopback, for the benchmark alone.
 */
final class PeerService implements AutoCloseable {
  private static final int AT_A_TIME = 4;
  private static final int LARGEST_PICTURE_BYTES = 256 << 20;

  private final Upscaler upscaler;
  private final FramePool inputs;
  private final FramePool outputs;
  private final BlockingQueue<Codecs> codecs = new ArrayBlockingQueue<>(AT_A_TIME);
  private final ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME);
  private final HttpServer server;

  /**
   * @param upscaler for 8-bit pictures; stays the caller's
   */
  PeerService(Upscaler upscaler) throws IOException {
    this.upscaler = upscaler;
    inputs = new FramePool(upscaler.input(), AT_A_TIME);
    outputs = new FramePool(upscaler.output(), AT_A_TIME);
    for (int i = 0; i < AT_A_TIME; i++) {
      codecs.add(
          new Codecs(new PngDecoder(upscaler.input(), 1), new PngEncoder(upscaler.output(), 1)));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/upscale", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var picture = exchange.getRequestBody().readNBytes(LARGEST_PICTURE_BYTES);
      var larger = upscale(picture);
      exchange.sendResponseHeaders(200, larger.length);
      exchange.getResponseBody().write(larger);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Stopped", e);
    }
  }

  private byte[] upscale(byte[] picture) throws InterruptedException {
    var own = codecs.take();
    try (var in = inputs.acquire();
        var out = outputs.acquire()) {
      own.decoder.send(picture);
      if (!own.decoder.receive(in)) {
        throw new IllegalArgumentException("Not a PNG picture");
      }
      infer(in, out);
      own.encoder.send(out);
      return own.encoder.receive().orElseThrow();
    } finally {
      codecs.add(own);
    }
  }

  private synchronized void infer(Frame in, Frame out) throws InterruptedException {
    upscaler.upscale(List.of(in), List.of(out));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
    codecs.forEach(Codecs::close);
    inputs.close();
    outputs.close();
  }

  private record Codecs(PngDecoder decoder, PngEncoder encoder) {
    void close() {
      try (decoder) {
        encoder.close();
      }
    }
  }
}
