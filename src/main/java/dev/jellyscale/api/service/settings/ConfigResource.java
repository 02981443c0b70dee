package dev.jellyscale.api.service.settings;

import dev.jellyscale.api.service.form.TextForm;
import dev.jellyscale.api.service.status.NodeFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Settings of the service. */
@Path("/config")
@RunOnVirtualThread
class ConfigResource {
  private final NodeFacts facts;

  ConfigResource(NodeFacts facts) {
    this.facts = facts;
  }

  /** Checks what is asked for, and tells what is in force. */
  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
  public ConfigAnswer configure(@Context HttpHeaders headers, InputStream body) {
    try (var form = TextForm.read(headers, body)) {
      return ConfigAnswer.of(ConfigForm.wish(form::text), facts);
    }
  }
}
