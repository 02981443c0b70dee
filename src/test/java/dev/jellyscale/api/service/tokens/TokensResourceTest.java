package dev.jellyscale.api.service.tokens;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The black-box checks of the contract's section 8, "Auth", and what .NET sends. */
@QuarkusTest
class TokensResourceTest {
  private static final String TOKEN = "the-token-of-the-tests";

  private static RequestSpecification operator() {
    return given().header("X-Api-Token", TOKEN);
  }

  private static ValidatableResponse make(String... fields) {
    var request = operator();
    for (int i = 0; i < fields.length; i += 2) {
      request.formParam(fields[i], fields[i + 1]);
    }
    return request.post("/auth/tokens").then();
  }

  @Test
  void aNewTokenIsShownOnceAndListedWithoutItsSecret() {
    var made = make("name", "Living room").statusCode(200);
    made.body("token", startsWith("upsk_"))
        .body("info.name", equalTo("Living room"))
        .body("info.expires_at", nullValue())
        .body("info.enabled", equalTo(true))
        .body("info.expired", equalTo(false));
    String id = made.extract().path("info.id");

    operator()
        .get("/auth/tokens")
        .then()
        .statusCode(200)
        .body("bootstrap_env", equalTo(true))
        .body("tokens.id", hasItem(id))
        .body("tokens", everyItem(not(hasKey("token"))))
        .body("tokens", everyItem(not(hasKey("hash"))))
        .body("tokens", everyItem(hasKey("last_used")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ","})
  void whoChoosesNoScopeGetsNoTokenForEverything(String scopes) {
    make("name", "nothing", "scopes", scopes).statusCode(400);
  }

  @Test
  void aTokenWorksUntilItIsRevoked() {
    var made = make("name", "short lived").statusCode(200).extract();
    var own = given().header("X-Api-Token", made.<String>path("token"));
    own.get("/auth/tokens").then().statusCode(200);

    operator()
        .delete("/auth/tokens/" + made.path("info.id"))
        .then()
        .statusCode(200)
        .body("revoked", equalTo(true))
        .body("id", equalTo(made.path("info.id")));

    given()
        .header("X-Api-Token", made.<String>path("token"))
        .get("/auth/tokens")
        .then()
        .statusCode(403)
        .body(equalTo("{\"detail\":\"Invalid or missing API token\"}"));
  }

  @Test
  void aTokenMayDoNoMoreThanItsScopes() {
    String token = make("name", "meter", "scopes", "metrics read").extract().path("token");

    given()
        .header("X-Api-Token", token)
        .get("/auth/tokens")
        .then()
        .statusCode(403)
        .body("detail", containsString("'admin'"));
  }

  @Test
  void nobodyManagesTokensWithoutOne() {
    given().get("/auth/tokens").then().statusCode(403);
    given().formParam("name", "x").post("/auth/tokens").then().statusCode(403);
    given().post("/auth/tokens").then().statusCode(403);
    given().delete("/auth/tokens/x").then().statusCode(403);
  }

  @Test
  void aTokenMayExpire() {
    make("name", "month", "expires_days", "30")
        .statusCode(200)
        .body("info.expires_at", notNullValue())
        .body("info.expires_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "3651", "999999999"})
  void daysOutOfRangeAreRefused(String days) {
    make("name", "x", "expires_days", days).statusCode(400).body("detail", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten", "1.5", "9999999999999999999999"})
  void daysThatAreNoNumberAreToldInFastApisShape(String days) {
    make("name", "x", "expires_days", days)
        .statusCode(422)
        .body("detail[0].type", equalTo("int_parsing"))
        .body("detail[0].loc", equalTo(List.of("body", "expires_days")))
        .body("detail[0].input", equalTo(days));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "<script>", "a;b"})
  void aNameThatIsNotPlainIsRefused(String name) {
    make("name", name).statusCode(400).body("detail", notNullValue());
  }

  @Test
  void aMissingNameIsToldInFastApisShape() {
    make("other", "x")
        .statusCode(422)
        .body("detail[0].type", equalTo("missing"))
        .body("detail[0].loc", equalTo(List.of("body", "name")))
        .body("detail[0]", hasKey("input"));
  }

  @Test
  void anUnknownTokenCannotBeRevoked() {
    operator()
        .delete("/auth/tokens/unknown")
        .then()
        .statusCode(404)
        .body(not(containsString("\"Not Found\"")));
  }

  @Test
  void theMultipartOfDotNetIsUnderstood() {
    var body =
        String.join(
            "\r\n",
            "--b1",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Disposition: form-data; name=name",
            "",
            "Kitchen",
            "--b1",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Disposition: form-data; name=expires_days",
            "",
            "7",
            "--b1--",
            "");

    operator()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .encodeContentTypeAs(
                            "multipart/form-data", io.restassured.http.ContentType.TEXT)))
        .contentType("multipart/form-data; boundary=\"b1\"")
        .body(body)
        .post("/auth/tokens")
        .then()
        .statusCode(200)
        .body("info.name", equalTo("Kitchen"))
        .body("info.expires_at", notNullValue());
  }

  @Test
  void aBodyOfAnotherTypeIsRefusedInTheServicesWords() {
    operator()
        .contentType("application/json")
        .body("{\"name\":\"x\"}")
        .post("/auth/tokens")
        .then()
        .statusCode(415)
        .body("detail", notNullValue());
  }
}
