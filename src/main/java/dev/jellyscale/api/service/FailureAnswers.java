package dev.jellyscale.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.GateAnswer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns refusals of the service's routes into answers of the contract's form. */
class FailureAnswers {

  /** An answer with one sentence. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Detail(String detail) {}

  @ServerExceptionMapper
  Response refused(ServiceFailure failure) {
    var answer =
        Response.status(failure.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new Detail(String.valueOf(failure.getMessage())));
    failure.retryAfter().ifPresent(wait -> answer.header("Retry-After", GateAnswer.seconds(wait)));
    return answer.build();
  }
}
