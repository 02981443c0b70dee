package dev.jellyscale.api.service.docs;

import com.fasterxml.jackson.databind.JsonNode;

/** A page that lists every route of a description. */
final class DocsPage {
  private static final String BEGIN =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Jellyscale: HTTP interface</title>
      <style>
      body { font: 15px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
      code { background: #eee; padding: 0 .3em }
      h2 { font-size: 1em; margin: 1.5em 0 0 }
      p, ul { margin: .2em 0 }
      </style></head><body>
      <h1>Jellyscale: HTTP interface</h1>
      <p>The same in OpenAPI: <code>GET /openapi.json</code>.</p>
      """;

  private final StringBuilder page = new StringBuilder(BEGIN);

  private DocsPage() {}

  static String of(JsonNode document) {
    var page = new DocsPage();
    document.path("paths").properties().forEach(path -> page.path(path.getKey(), path.getValue()));
    return page.page.append("</body></html>\n").toString();
  }

  private void path(String path, JsonNode operations) {
    operations
        .properties()
        .forEach(operation -> operation(operation.getKey(), path, operation.getValue()));
  }

  private void operation(String method, String path, JsonNode operation) {
    if (!operation.has("responses")) {
      return;
    }
    page.append("<h2><code>")
        .append(escaped(method.toUpperCase(java.util.Locale.ROOT) + " " + path))
        .append("</code></h2>\n<p>")
        .append(escaped(operation.path("summary").asText()))
        .append("</p>\n<p>")
        .append(escaped(operation.path("description").asText()))
        .append("</p>\n<ul>\n");
    for (var parameter : operation.path("parameters")) {
      item(parameter.path("in").asText() + " " + parameter.path("name").asText(), "");
    }
    operation
        .path("responses")
        .properties()
        .forEach(answer -> item(answer.getKey(), answer.getValue().path("description").asText()));
    page.append("</ul>\n");
  }

  private void item(String name, String words) {
    page.append("<li><code>")
        .append(escaped(name))
        .append("</code> ")
        .append(escaped(words))
        .append("</li>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
