package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.util.Locale;
import java.util.function.Function;

/**
 * Says why a WebSocket into a pod did not come about.
 *
 * @param does what it was to do, as {@code create pods/exec}
 */
record Handshakes(ApiClient server, ApiOperation does) {

  /**
   * The failure behind an exception.
   *
   * @param notDone words what the server, which let the user in, said against it
   */
  LabFailure failure(Throwable cause, String path, Function<String, Problem> notDone) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof WebSocketHandshakeException refusal) {
        server.refuseRedirect(refusal.getResponse());
        return refused(refusal.getResponse().code(), path, notDone).failure();
      }
    }
    return server.problems().of(cause).failure();
  }

  /** A refused handshake carries no words; the same request without it gets them. */
  private Problem refused(int code, String path, Function<String, Problem> notDone) {
    ApiRequest call = ApiRequest.get(path, does);
    ServerResponse answer = server.send(call);
    if (answer.code() == 401 || answer.code() == 403) {
      return server.problems().refused(does, answer);
    }
    boolean saysWhy = answer.tree().get("kind").text("").equals("Status");
    return notDone.apply(
        saysWhy && !answer.message().toLowerCase(Locale.ROOT).contains("upgrade request required")
            ? answer.message()
            : say("world.http.status", code));
  }
}
