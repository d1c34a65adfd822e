package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.proof.RequestEvidence;
import dev.egresstls.lab.mesh.proof.Station;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends a request from a pod and follows it through the sidecar. */
final class RequestLook {
  /** Stands for a request that nobody has sent. */
  static final Evidence UNSENT = Evidence.nothing(say("check.request"), say("check.notSent"));

  private final RequestProver prover;
  private final ObjectLook objects;
  private final Set<String> names;

  /**
   * A look.
   *
   * @param names what the lab's checks look at in the sidecar: it is read along with the proof
   */
  RequestLook(RequestProver prover, ObjectLook objects, Set<String> names) {
    this.prover = prover;
    this.objects = objects;
    this.names = names;
  }

  Evidence send(Probe.Request probe, Vars vars) throws InterruptedException {
    String namespace = vars.fill(probe.namespace());
    String deployment = vars.fill(probe.deployment());
    Optional<Tree> pod = objects.newestPod(namespace, deployment);
    if (pod.isEmpty()) {
      return Evidence.nothing(
          say("check.request"), say("check.deploymentWithoutPod", namespace, deployment));
    }
    try {
      return send(probe, vars, namespace, pod.get());
    } catch (LabFailure e) {
      return Evidence.unknown(say("check.request"), e.problem());
    }
  }

  private Evidence send(Probe.Request probe, Vars vars, String namespace, Tree pod)
      throws InterruptedException {
    ClientPod client =
        new ClientPod(namespace, vars.fill(probe.deployment()), vars.fill(probe.container()), pod);
    Proof proof = prover.prove(client, argv(probe, vars), names);
    RequestEvidence sighting = proof.sighting();
    CurlOutput curl = sighting.curl();
    List<String> slice = objects.addresses(namespace, vars.fill(probe.slice()));
    Tree tree = SentTree.of(sighting, proof.predicted(), slice, Optional.empty());
    Evidence seen =
        Evidence.of(say("check.request"), tree)
            .proof(proof)
            .fact("curl", curlFact(sighting.exit(), curl))
            .fact(say("check.fact.log"), logFact(sighting));
    List<Gap> gaps = gaps(proof);
    return (gaps.isEmpty() ? seen.fact(say("check.fact.way"), wayFact(proof)) : seen).gaps(gaps);
  }

  /** The command of a request, filled in. */
  static List<String> argv(Probe.Request probe, Vars vars) {
    return probe.argv().stream().map(vars::fill).toList();
  }

  private static String logFact(RequestEvidence sighting) {
    return sighting
        .line()
        .map(one -> one.cluster() + "  →  " + one.upstreamHost())
        .orElse(sighting.sidecar() ? sighting.log().unread() : say("check.noLine"));
  }

  private static String wayFact(Proof proof) {
    return proof.unseen().isEmpty() ? say("check.way.whole") : say("check.way.part");
  }

  /** Every station that differs, and everything that should have been there to be read. */
  private static List<Gap> gaps(Proof proof) {
    List<Gap> gaps = new ArrayList<>();
    for (Station station : proof.differing()) {
      gaps.add(
          new Gap(
              say("check.way.subject"),
              station.title(),
              say("check.way.predicted", orNothing(station.predicted())),
              orNothing(station.seen()),
              Optional.empty()));
    }
    for (String sentence : proof.unread()) {
      gaps.add(new Gap(say("check.dump"), "", say("check.dumpWhole"), sentence, Optional.empty()));
    }
    return gaps;
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? say("check.word.nothing") : text;
  }

  private static String curlFact(int exit, CurlOutput curl) {
    List<String> facts = new ArrayList<>();
    facts.add(say("check.curl.exit", exit));
    facts.add(curl.httpCode() > 0 ? "HTTP " + curl.httpCode() : say("check.curl.noAnswer"));
    String port = curl.connection().remotePort().map(number -> ":" + number).orElse("");
    curl.connection().remoteIp().ifPresent(ip -> facts.add(say("check.curl.from", ip + port)));
    return String.join(" · ", facts);
  }
}
