package dev.jellyscale.api.service.models;

import dev.jellyscale.api.service.form.Form;
import dev.jellyscale.api.service.form.FormReader;
import dev.jellyscale.api.service.spool.NodeSpool;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;

/** Reads forms without files. */
@Singleton
class ServiceForms {
  private static final long FILE_BYTES = 64 << 10;

  private final NodeSpool spool;

  ServiceForms(NodeSpool spool) {
    this.spool = spool;
  }

  Form read(HttpHeaders headers, InputStream body) {
    return new FormReader(spool.spool(), FILE_BYTES)
        .read(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
  }
}
