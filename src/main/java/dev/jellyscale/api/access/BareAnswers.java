package dev.jellyscale.api.access;

import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.api.problem.Failure;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.charset.StandardCharsets;

/**
 * Gives answers that the HTTP server makes by itself the form of all others: what cannot be decoded
 * as a request never comes to the gate, and neither the server nor the framework above it lets
 * anybody else answer. Found by Netty as a service.
 */
public final class BareAnswers extends ChannelInitializerExtension {
  private static final int FIRST_ERROR = 400;

  /** Has servers that are started from now on do so. */
  public static void dress() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel connection) {
    connection.pipeline().addLast(new Placing());
  }

  /** Waits for the server to put its own handlers in place, which it does later. */
  private static final class Placing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      var pipeline = context.pipeline();
      var encoder = pipeline.context(HttpResponseEncoder.class);
      if (encoder != null) {
        pipeline.addAfter(encoder.name(), BareAnswers.class.getName(), new Dressing());
      }
      context.fireChannelActive();
      pipeline.remove(this);
    }
  }

  /** Sees answers before they become bytes. */
  private static final class Dressing extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof HttpResponse answer && isBare(answer)) {
        SecurityHeaders.putOn(answer.headers());
        if (answer instanceof FullHttpResponse whole && isWordless(whole)) {
          // Who sent what is no request may not be where the next one begins.
          var _ = context.write(worded(whole), promise).addListener(ChannelFutureListener.CLOSE);
          return;
        }
      }
      var _ = context.write(message, promise); // The promise tells how it ends.
    }

    private static boolean isBare(HttpResponse answer) {
      return answer.status().codeClass() != HttpStatusClass.INFORMATIONAL
          && !SecurityHeaders.areOn(answer.headers());
    }

    private static boolean isWordless(FullHttpResponse answer) {
      return answer.status().code() >= FIRST_ERROR && !answer.content().isReadable();
    }

    private static FullHttpResponse worded(FullHttpResponse answer) {
      var body = Failure.ofStatus(answer.status().code()).body(Dialect.SERVICE);
      var bytes = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
      var worded = new DefaultFullHttpResponse(answer.protocolVersion(), answer.status(), bytes);
      HttpHeaders headers = worded.headers().set(answer.headers());
      headers
          .set(HttpHeaderNames.CONTENT_TYPE, Dialect.SERVICE.mediaType())
          .set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes())
          .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      answer.release();
      return worded;
    }
  }
}
