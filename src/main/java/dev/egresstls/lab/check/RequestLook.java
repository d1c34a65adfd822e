package dev.egresstls.lab.check;

import dev.egresstls.lab.check.request.ClientPod;
import dev.egresstls.lab.check.request.Prover;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.seen.CurlOutput;
import dev.egresstls.lab.mesh.seen.proof.Proof;
import dev.egresstls.lab.mesh.seen.proof.Sighting;
import dev.egresstls.lab.mesh.seen.proof.Station;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends a request from a pod and follows it through the sidecar. */
final class RequestLook {
  private final Prover prover;
  private final ObjectLook objects;
  private final Set<String> names;

  /**
   * A look.
   *
   * @param names what the lab's checks look at in the sidecar: it is read along with the proof
   */
  RequestLook(Prover prover, ObjectLook objects, Set<String> names) {
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
          "the request", "Deployment " + namespace + "/" + deployment + " has no pod");
    }
    try {
      return send(probe, vars, namespace, pod.get());
    } catch (LabFailure e) {
      return Evidence.unknown("the request", e.problem());
    }
  }

  private Evidence send(Probe.Request probe, Vars vars, String namespace, Tree pod)
      throws InterruptedException {
    ClientPod client =
        new ClientPod(namespace, vars.fill(probe.deployment()), vars.fill(probe.container()), pod);
    Proof proof = prover.prove(client, argv(probe, vars), names);
    Sighting sighting = proof.sighting();
    CurlOutput curl = sighting.curl();
    List<String> slice = objects.addresses(namespace, vars.fill(probe.slice()));
    Tree tree = SentTree.of(sighting, proof.predicted(), slice, Optional.empty());
    Evidence seen =
        Evidence.of("the request", tree)
            .proof(proof)
            .fact("curl", curlFact(sighting.exit(), curl))
            .fact("access log", logFact(sighting));
    List<Gap> gaps = gaps(proof);
    return (gaps.isEmpty() ? seen.fact("way", wayFact(proof)) : seen).gaps(gaps);
  }

  /** The command of a request, filled in. */
  static List<String> argv(Probe.Request probe, Vars vars) {
    return probe.argv().stream().map(vars::fill).toList();
  }

  private static String logFact(Sighting sighting) {
    return sighting
        .line()
        .map(one -> one.cluster() + "  →  " + one.upstreamHost())
        .orElse(sighting.sidecar() ? sighting.log().unread() : "no line");
  }

  private static String wayFact(Proof proof) {
    return proof.unseen().isEmpty()
        ? "as predicted, hop by hop · `proof` shows both"
        : "as predicted, as far as it was seen · `proof` shows what was not";
  }

  /** Every station that differs, and everything that should have been there to be read. */
  private static List<Gap> gaps(Proof proof) {
    List<Gap> gaps = new ArrayList<>();
    for (Station station : proof.differing()) {
      gaps.add(
          new Gap(
              "the way of the packet",
              station.title(),
              "as predicted " + (station.predicted().isEmpty() ? "nothing" : station.predicted()),
              station.seen().isEmpty() ? "nothing" : station.seen(),
              Optional.empty()));
    }
    for (String sentence : proof.unread()) {
      gaps.add(new Gap("the config dump", "", "to be whole", sentence, Optional.empty()));
    }
    return gaps;
  }

  private static String curlFact(int exit, CurlOutput curl) {
    StringBuilder fact = new StringBuilder("exit " + exit);
    fact.append(curl.httpCode() > 0 ? " · HTTP " + curl.httpCode() : " · no HTTP answer");
    curl.remoteIp()
        .ifPresent(
            ip ->
                fact.append(" · from ")
                    .append(ip)
                    .append(curl.remotePort().map(port -> ":" + port).orElse("")));
    return fact.toString();
  }
}
