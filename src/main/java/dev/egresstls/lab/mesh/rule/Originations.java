package dev.egresstls.lab.mesh.rule;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which policy or DestinationRule decides over TLS towards a service, for one client. */
public final class Originations {
  private final Observation seen;
  private final List<PolicyOutcome> outcomes;
  private final RuleBook book;
  private final String namespace;
  private final Map<String, String> labels = new LinkedHashMap<>();

  /**
   * Judges the policies of a cluster once.
   *
   * @param namespace the client's
   * @param pod the client; one that is not there counts as one without labels
   */
  public Originations(Observation seen, String namespace, Tree pod) {
    this.seen = seen;
    this.namespace = namespace;
    this.outcomes = Policies.judge(seen);
    pod.at("metadata.labels").fields().forEach((key, value) -> labels.put(key, value.text("")));
    List<Rule> rules = new ArrayList<>(PolicyRules.of(seen, outcomes));
    seen.all("DestinationRule").forEach(rule -> rules.add(RuleReader.read(rule)));
    boolean userWins = seen.istio().map(v -> IstioRelease.of(v).userRuleWins()).orElse(false);
    this.book = new RuleBook(rules, seen.controlPlane().exports().rules(), userWins);
  }

  /** What became of each policy. */
  public List<PolicyOutcome> outcomes() {
    return outcomes;
  }

  /**
   * What decides for a port of a Service by name.
   *
   * @param portName the port's name; may be empty
   */
  public InForce of(String in, String service, String portName, int port) {
    Tree object = seen.find("Service", in, service).orElse(Tree.MISSING);
    MeshService of =
        MeshService.of(
            Tree.object(
                "kind",
                "Service",
                "metadata",
                Tree.object("name", service, "namespace", in),
                "spec",
                object.get("spec")));
    return of(of, new MeshService.Port(0, port, portName, PortProtocol.TCP, true, 0));
  }

  /** What decides for a port of a service. */
  public InForce of(MeshService service, MeshService.Port port) {
    Optional<Rule> rule = book.find(service, namespace, labels);
    if (rule.isEmpty()) {
      return InForce.nothing(absence(service));
    }
    Settings settings =
        rule.get().traffic().map(t -> t.forPort(port.number())).orElse(Settings.NONE);
    boolean selected = rule.get().selector().isPresent();
    return new InForce(
        settings.tls().flatMap(tls -> new UpstreamTls(tls, selected).towards(service, port)),
        Optional.of(rule.get().path()),
        settings.passesThrough(),
        settings.tls().map(TlsSetting::because).orElseGet(() -> silent(rule.get(), service)));
  }

  /** A rule is there and says nothing of TLS for this port. */
  private Because silent(Rule rule, MeshService service) {
    if (rule.fromPolicy()) {
      return new Because(say("mesh.rule.otherPort"), Names.of(service.object()), "spec.ports", "");
    }
    String text = say("mesh.rule.silent", rule.name());
    String object = "DestinationRule " + rule.namespace() + "/" + rule.name();
    return new Because(text, object, "spec.trafficPolicy.tls", "");
  }

  private Because absence(MeshService service) {
    for (PolicyOutcome outcome : outcomes) {
      boolean names =
          outcome.policy().at("spec.targetRefs").items().stream()
              .anyMatch(ref -> ref.get("name").text("").equals(service.name()));
      if (names) {
        return Absences.of(outcome, service, seen);
      }
    }
    String kind = service.kubernetes() ? "Service" : "ServiceEntry";
    return new Because(say("mesh.rule.none", kind), Names.of(service.object()), "", "");
  }
}
