package dev.jellyscale.api.service.docs;

import dev.jellyscale.api.access.Route;
import dev.jellyscale.api.access.RouteTable;
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

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.setInfo(
        OASFactory.createInfo()
            .title("Jellyscale")
            .version(ProgramVersion.VALUE)
            .description(
                "The AI service that upscales pictures. Failures are told as {\"detail\":"
                    + " \"...\"}."));
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
                .description("API_TOKEN, the token of the first start, or a managed token"));
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
    operation.setOperationId(null);
    operation.setTags(List.of(noun(name)));
    RouteTable.ROUTES.stream()
        .filter(route -> route.toString().equals(name))
        .findFirst()
        .ifPresent(route -> guard(route, operation));
  }

  private static String noun(String name) {
    var first = name.substring(name.indexOf('/') + 1).split("[/-]")[0];
    return first.isEmpty() ? "index" : first;
  }

  private static void guard(Route route, Operation operation) {
    if (route.scope().isEmpty()) {
      operation.setSecurity(new ArrayList<>());
      return;
    }
    operation.setDescription(
        "Needs a token with scope `%s`. Takes bodies of the size class `%s`."
            .formatted(route.scope().get().word(), route.cap().word()));
    operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME)));
    refusal(operation, "403", "No token, a wrong one, or one without the scope");
    if (route.method().equals("POST")) {
      refusal(operation, "413", "The body is larger than allowed");
    }
    if (route.rate() != Route.Rate.FREE) {
      refusal(operation, "429", "Too many of these; Retry-After says when");
    }
  }

  private static void refusal(Operation operation, String status, String words) {
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
                            "application/json", OASFactory.createMediaType().schema(detail))));
  }
}
