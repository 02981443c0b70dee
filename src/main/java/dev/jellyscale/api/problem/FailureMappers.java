package dev.jellyscale.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource, as an answer. */
class FailureMappers {
  private static final System.Logger LOG = System.getLogger(FailureMappers.class.getName());

  /** When to ask again where nobody knows better. */
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final ObjectMapper json;

  FailureMappers(ObjectMapper json) {
    this.json = json;
  }

  @ServerExceptionMapper
  Response known(JellyscaleException failure, RoutingContext route) {
    if (failure instanceof EngineFailure || failure instanceof VerificationFailed) {
      LOG.log(Level.ERROR, "A request failed", failure);
    }
    var answer = answer(Failure.of(failure), route);
    if (failure instanceof Unavailable unavailable) {
      var wait = unavailable.retryAfter().orElse(COME_AGAIN);
      answer.header(HttpHeaders.RETRY_AFTER, GateAnswer.seconds(wait));
    }
    return answer.build();
  }

  /** Answers that a resource makes itself pass; those of the framework are worded by us. */
  @ServerExceptionMapper
  Response framework(WebApplicationException failure, RoutingContext route) {
    var response = failure.getResponse();
    if (response.hasEntity()
        || response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
      return response;
    }
    return answer(Failure.ofStatus(response.getStatus()), route).build();
  }

  @ServerExceptionMapper
  Response fields(InvalidFields failure, RoutingContext route) throws JsonProcessingException {
    if (GateAnswer.dialect(route) == Dialect.SERVICE) {
      var body = json.writeValueAsString(new Faults(failure.faults()));
      return Response.status(422).type(Dialect.SERVICE.mediaType()).entity(body).build();
    }
    return Response.status(FieldProblem.STATUS)
        .type(Dialect.PROBLEM.mediaType())
        .entity(json.writeValueAsString(FieldProblem.of(failure.faults())))
        .build();
  }

  /** The body in FastAPI's shape. */
  record Faults(List<Fault> detail) {}

  @ServerExceptionMapper
  Response malformed(JsonProcessingException failure, RoutingContext route)
      throws JsonProcessingException {
    LOG.log(Level.DEBUG, "A body is no JSON as it must be", failure);
    var fault = new Fault("json_invalid", List.of("body"), "JSON decode error", null);
    return fields(new InvalidFields(fault), route);
  }

  /** The caller hung up, or the node stops: nobody's fault. */
  @ServerExceptionMapper
  Response givenUp(InterruptedException failure, RoutingContext route) {
    LOG.log(Level.DEBUG, "A request was given up", failure);
    return answer(Failure.ofStatus(503), route)
        .header(HttpHeaders.RETRY_AFTER, GateAnswer.seconds(COME_AGAIN))
        .build();
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure, RoutingContext route) {
    if (isGone(failure, route)) {
      LOG.log(Level.DEBUG, "A caller hung up or broke off its body", failure);
      return answer(Failure.ofStatus(400), route).build();
    }
    LOG.log(Level.ERROR, "A request failed for a reason that nobody foresaw", failure);
    return answer(Failure.INTERNAL, route).build();
  }

  /** Whether the connection was lost before all of the request was here, or the answer out. */
  private static boolean isGone(Throwable failure, RoutingContext route) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException || cause instanceof HttpClosedException) {
        return true;
      }
    }
    // No resource works on an event loop, so what fails there is the connection.
    boolean reset = failure instanceof IOException && Context.isOnEventLoopThread();
    return reset || (route.response().closed() && !route.request().isEnded());
  }

  private static Response.ResponseBuilder answer(Failure failure, RoutingContext route) {
    var dialect = GateAnswer.dialect(route);
    return Response.status(failure.status())
        .type(dialect.mediaType())
        .entity(failure.body(dialect));
  }
}
