package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The answer to a request for something that there is not.
 *
 * @param detail one sentence
 */
record Unavailable(String detail) {

  /** Answers 501; the gate sees to what the caller still sends. */
  static RestResponse<Unavailable> because(String detail) {
    return ResponseBuilder.create(Status.NOT_IMPLEMENTED, new Unavailable(detail))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
