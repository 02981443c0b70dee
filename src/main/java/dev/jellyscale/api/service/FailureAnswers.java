package dev.jellyscale.api.service;

import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals of the service's routes into answers of the contract's form. */
class FailureAnswers {

  @ServerExceptionMapper
  Response refused(ServiceFailure failure) {
    var told = new Failure(failure.status(), "Refused", String.valueOf(failure.getMessage()));
    var answer =
        Response.status(failure.status())
            .type(Dialect.SERVICE.mediaType())
            .entity(told.body(Dialect.SERVICE));
    failure.retryAfter().ifPresent(wait -> answer.header("Retry-After", GateAnswer.seconds(wait)));
    return answer.build();
  }
}
