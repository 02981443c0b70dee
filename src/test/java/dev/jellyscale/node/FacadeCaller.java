package dev.jellyscale.node;

import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.node.Caller.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Somebody of a Jellyfin server who calls the facade of a node. */
record FacadeCaller(URI node, FakeUser user) {
  private static final String JSON = "application/json";

  Reply get(String path) throws IOException {
    return ask("GET", path, "", new byte[0]);
  }

  Reply post(String path) throws IOException {
    return ask("POST", path, "", new byte[0]);
  }

  Reply json(String path, String json) throws IOException {
    return ask("POST", path, JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  Reply raw(String path, byte[] body) throws IOException {
    return ask("POST", path, "application/octet-stream", body);
  }

  /** A form with one file, and fields as {@code name=value}. */
  Reply file(String path, byte[] content, String... fields) throws IOException {
    var type = "multipart/form-data; boundary=\"b-0-x\"";
    return ask("POST", path, type, Caller.form(content, fields));
  }

  Reply ask(String method, String path, String type, byte[] body) throws IOException {
    var content = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    var authorization = "Authorization: MediaBrowser Token=\"" + user.token() + "\"\r\n";
    return new Caller(node, "of-no-use-here")
        .send(method, "/Upscaler/" + path, authorization + content, body);
  }
}
