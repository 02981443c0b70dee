package dev.jellyscale.api.service.docs;

import dev.jellyscale.api.access.route.Need;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.protocol.ProgramVersion;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to the description of the interface what no resource says: the token, the scopes, and the
 * answers that refuse.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ServiceDescription implements OASFilter {
  private static final String SCHEME = "X-Api-Token";
  private static final String JELLYFIN = "MediaBrowser";

  /** Where our own routes begin, as against those of the AI service. */
  private static final String OWN = "api/v1/";

  private static final String FACADE = "Upscaler/";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.setInfo(
        OASFactory.createInfo()
            .title("Jellyscale")
            .version(ProgramVersion.VALUE)
            .description(
                "The AI service that upscales pictures, whose failures are told as"
                    + " {\"detail\": \"...\"}; and below /api/v1 jobs, whose failures are"
                    + " RFC 9457 problems; and below /Upscaler what Jellyfin's players, plugin and"
                    + " pages call with Jellyfin's own tokens."));
    document.setServers(null);
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addSecurityScheme(
            SCHEME,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(SCHEME)
                .description("API_TOKEN, the token of the first start, or a managed token"))
        .addSecurityScheme(
            JELLYFIN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("Authorization")
                .description("MediaBrowser Token=\"...\", with a token of the Jellyfin server"));
    document.getPaths().getPathItems().keySet().stream()
        .sorted()
        .forEach(
            path ->
                document
                    .getPaths()
                    .getPathItem(path)
                    .getOperations()
                    .forEach((method, operation) -> describe(method + " " + path, operation)));
  }

  private static void describe(String name, Operation operation) {
    RouteSentences.of(name).ifPresent(operation::setSummary);
    FacadeParameters.of(name).forEach(operation::addParameter);
    operation.setOperationId(null);
    operation.setTags(List.of(noun(name)));
    RouteTable.ROUTES.stream()
        .filter(route -> route.toString().equals(name))
        .findFirst()
        .ifPresent(route -> guard(route, operation));
  }

  private static String noun(String name) {
    var path = name.substring(name.indexOf('/') + 1);
    if (path.startsWith(FACADE)) {
      return "Upscaler";
    }
    var own = path.startsWith(OWN) ? path.substring(OWN.length()) : path;
    var first = own.split("[/-]")[0];
    return first.isEmpty() ? "index" : first;
  }

  private static void guard(Route route, Operation operation) {
    if (route.need() instanceof Need.Nothing) {
      operation.setSecurity(new ArrayList<>());
      return;
    }
    boolean facade = route.need() instanceof Need.Elevated;
    operation.setDescription(
        "Needs %s `%s`. Takes bodies of the size class `%s`."
            .formatted(
                facade ? "a caller with the elevation" : "a token with scope",
                route.need().word(),
                route.cap().word()));
    var scheme = facade ? JELLYFIN : SCHEME;
    operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(scheme)));
    var dialect = route.dialect();
    if (dialect == Dialect.SERVICE) {
      refusal(operation, dialect, "403", "No token, a wrong one, or one without the scope");
    } else {
      refusal(operation, dialect, "401", "No token, or a wrong one");
      refusal(
          operation,
          dialect,
          "403",
          facade ? "A caller who may not do this" : "A token without the scope");
    }
    if (route.method().equals("POST")) {
      refusal(operation, dialect, "413", "The body is larger than allowed");
    }
    if (facade) {
      refusal(operation, dialect, "503", "Jellyfin cannot be asked; Retry-After says when");
    }
    if (route.rate() != Route.Rate.FREE) {
      refusal(operation, dialect, "429", "Too many of these; Retry-After says when");
    }
  }

  private static void refusal(Operation operation, Dialect dialect, String status, String words) {
    var detail =
        OASFactory.createSchema()
            .type(List.of(org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.OBJECT))
            .properties(
                Map.of(
                    "detail",
                    OASFactory.createSchema()
                        .type(
                            List.of(
                                org.eclipse.microprofile.openapi.models.media.Schema.SchemaType
                                    .STRING))));
    operation
        .getResponses()
        .addAPIResponse(
            status,
            OASFactory.createAPIResponse()
                .description(words)
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            dialect.mediaType(), OASFactory.createMediaType().schema(detail))));
  }
}
