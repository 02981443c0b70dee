package dev.jellyscale.api.v1.session;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.access.NodeAccounts;
import dev.jellyscale.api.access.identity.SessionCookie;
import dev.jellyscale.api.access.limit.ClientAddress;
import dev.jellyscale.api.access.sender.CurrentSender;
import dev.jellyscale.api.access.sender.Seldom;
import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.account.Sessions;
import dev.jellyscale.auth.account.SignIn.Attempt;
import dev.jellyscale.auth.account.SignIn.Outcome;
import dev.jellyscale.auth.proxy.TrustedProxies;
import dev.jellyscale.error.JellyscaleException.NotFound;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Signing in and out. Runs on threads of the platform: a password keeps a processor busy, and
 * virtual threads would all wait for that.
 */
@Path("/api/v1/session")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {
  private static final System.Logger LOG = System.getLogger(SessionResource.class.getName());
  private static final String UNTOLD =
      "The page came over https, and no trusted proxy tells so: a cookie given now could go"
          + " unencrypted. List the proxy in "
          + TrustedProxies.VARIABLE
          + ", and have it send X-Forwarded-Proto";

  private final Seldom untold = new Seldom(Duration.ofMinutes(1));
  private final NodeAccounts accounts;
  private final CurrentCaller caller;
  private final CurrentSender sender;

  SessionResource(NodeAccounts accounts, CurrentCaller caller, CurrentSender sender) {
    this.accounts = accounts;
    this.caller = caller;
    this.sender = sender;
  }

  /** Signs in; the answer sets the cookie by which further requests are known. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "Who has signed in; a cookie is set",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  public Response enter(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = SessionForm.class)))
          InputStream body)
      throws IOException, InterruptedException {
    if (sender.isForeign()) {
      return refusal(new Failure(403, "Forbidden", "This is for pages of this node alone")).build();
    }
    if (sender.isEncryptedUntold()) {
      if (untold.isDue()) {
        LOG.log(Level.WARNING, "Sign-in refused. {0}", UNTOLD);
      }
      return refusal(new Failure(403, "Forbidden", UNTOLD)).build();
    }
    var form = StrictJson.read(body, SessionForm.class).whole();
    var signIn =
        accounts.signIn().orElseThrow(() -> new NotFound("This node has no accounts of its own"));
    var client = sender.get().forwarded().client();
    var attempt = new Attempt(client, ClientAddress.key(client), form.name(), form.password());
    return switch (signIn.attempt(attempt)) {
      case Outcome.In(var opened) -> entered(opened);
      case Outcome.Wrong _ ->
          refusal(new Failure(401, "Unauthorized", "The name or the password is wrong")).build();
      case Outcome.Later(var wait) ->
          refusal(new Failure(429, "Too many", "Too many attempts; try again later"))
              .header(HttpHeaders.RETRY_AFTER, GateAnswer.seconds(wait))
              .build();
    };
  }

  private Response entered(Sessions.Opened opened) {
    var session = opened.session();
    return Response.ok(SessionView.of(session.name(), session.role()))
        .header(HttpHeaders.SET_COOKIE, SessionCookie.of(sender.get()).given(opened.secret()))
        .build();
  }

  private static Response.ResponseBuilder refusal(Failure failure) {
    return Response.status(failure.status())
        .type(Dialect.PROBLEM.mediaType())
        .entity(failure.body(Dialect.PROBLEM));
  }

  /** Who makes this request. */
  @GET
  public SessionView look() {
    return SessionView.of(caller.get());
  }

  /** Signs out; nothing is left of the session. The gate refuses whoever has none. */
  @DELETE
  @APIResponse(responseCode = "204", description = "The session is over")
  public Response leave() {
    if (caller.get() instanceof Caller.LocalUser user) {
      accounts.sessions().close(user.session());
    }
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.of(sender.get()).taken())
        .build();
  }
}
