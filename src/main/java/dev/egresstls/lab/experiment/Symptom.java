package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.proof.Proof;

/**
 * What the lab's own request came to, in the words of whoever only sees that.
 *
 * @param text one sentence
 * @param right whether nothing is wrong with it: an answer came, over TLS as far as that was seen
 */
public record Symptom(String text, boolean right) {
  private static final int LOWEST_GOOD = 200;
  private static final int LOWEST_BAD = 400;

  /** Of a request that was sent to a URL. */
  static Symptom of(String url, Proof proof) {
    int exit = proof.sighting().exit();
    if (exit != 0) {
      String error = proof.sighting().curl().error().orElse("");
      String text =
          error.isEmpty()
              ? say("challenge.symptom.exit", url, exit)
              : say("challenge.symptom.exit-says", url, exit, error);
      return new Symptom(text, false);
    }
    int code = proof.sighting().curl().httpCode();
    if (code < LOWEST_GOOD || code >= LOWEST_BAD) {
      return new Symptom(say("challenge.symptom.code", url, code), false);
    }
    return isPlain(proof)
        ? new Symptom(say("challenge.symptom.plain", url, code), false)
        : new Symptom(say("challenge.symptom.right", url, code), true);
  }

  /** Of a request that could not be sent. */
  static Symptom unsent(String why) {
    return new Symptom(say("challenge.symptom.unsent", why), false);
  }

  /** What was not seen is not said to be without TLS; on a way by a gateway that may start it. */
  private static boolean isPlain(Proof proof) {
    Route route = proof.seen().route();
    boolean byGateway =
        proof.predicted().gateway().isPresent()
            && (proof.sighting().gateway().isEmpty()
                || route.gateway().flatMap(one -> one.onward().tls()).isPresent());
    return !byGateway && !route.client().tls() && !proof.seen().unseen().containsKey(Hop.Kind.TLS);
  }
}
