package dev.jellyscale.api.service;

import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals of the service into answers, in the dialect of the route. */
class FailureAnswers {

  @ServerExceptionMapper
  Response refused(ServiceFailure failure, RoutingContext route) {
    var dialect = GateAnswer.dialect(route);
    var told = new Failure(failure.status(), "Refused", String.valueOf(failure.getMessage()));
    var answer =
        Response.status(failure.status()).type(dialect.mediaType()).entity(told.body(dialect));
    failure.retryAfter().ifPresent(wait -> answer.header("Retry-After", GateAnswer.seconds(wait)));
    return answer.build();
  }
}
