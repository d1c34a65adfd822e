package dev.egresstls.lab.mesh.rule;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.policy.Tls;
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
    this(seen, namespace, pod, false);
  }

  /**
   * The same for any proxy.
   *
   * @param gateway whether the pod is a gateway
   */
  public Originations(Observation seen, String namespace, Tree pod, boolean gateway) {
    this.seen = seen;
    this.namespace = namespace;
    this.outcomes = Policies.judge(seen);
    pod.at("metadata.labels").fields().forEach((key, value) -> labels.put(key, value.text("")));
    List<Rule> rules = new ArrayList<>(PolicyRules.of(seen, outcomes, gateway));
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
    return decide(rule, settings(rule, port), service, port, "");
  }

  /**
   * A subset of a service's port.
   *
   * @param labels of the endpoints that are in it
   */
  public record OfSubset(String name, Map<String, String> labels, InForce inForce) {}

  /** The subsets of a service's port, in order. */
  public List<OfSubset> subsets(MeshService service, MeshService.Port port) {
    Optional<Rule> rule = book.find(service, namespace, labels);
    List<OfSubset> subsets = new ArrayList<>();
    rule.map(Rule::subsets)
        .orElse(Map.of())
        .forEach(
            (name, subset) -> {
              Settings own = subset.over(settings(rule, port), port.number());
              InForce inForce = decide(rule, own, service, port, name);
              subsets.add(new OfSubset(name, subset.labels(), inForce));
            });
    return subsets;
  }

  private static Settings settings(Optional<Rule> rule, MeshService.Port port) {
    return rule.flatMap(Rule::traffic).map(t -> t.forPort(port.number())).orElse(Settings.NONE);
  }

  private InForce decide(
      Optional<Rule> rule,
      Settings settings,
      MeshService service,
      MeshService.Port port,
      String subset) {
    if (settings.tls().isEmpty()) {
      return byItself(rule, settings, service, port, subset);
    }
    boolean selected = rule.get().selector().isPresent();
    UpstreamTls upstream =
        new UpstreamTls(settings.tls().get(), selected, Peer.names(seen, service));
    Optional<Tls> tls = upstream.towards(service, port, subset);
    return new InForce(
        tls,
        upstream.autoNames(tls),
        Optional.of(rule.get().path()),
        settings.passesThrough(),
        settings.tls().get().because());
  }

  /** No rule speaks of TLS. */
  private InForce byItself(
      Optional<Rule> rule,
      Settings settings,
      MeshService service,
      MeshService.Port port,
      String subset) {
    AutoMtls between = new AutoMtls(seen, service, port);
    Optional<AutoMtls.TlsAndWhy> auto = between.towards(subset);
    Because none =
        between
            .refusal()
            .or(() -> rule.map(one -> silent(one, service)))
            .orElseGet(() -> absence(service));
    return new InForce(
        auto.map(AutoMtls.TlsAndWhy::tls),
        AutoNames.NONE,
        rule.map(Rule::path),
        settings.passesThrough(),
        auto.map(AutoMtls.TlsAndWhy::because).orElse(none));
  }

  /** Whether mutual TLS with a service's endpoints hangs on which of them is taken. */
  public boolean hangsOnEndpoint(MeshService service, MeshService.Port port) {
    boolean silent =
        book.find(service, namespace, labels)
            .flatMap(Rule::traffic)
            .map(t -> t.forPort(port.number()))
            .flatMap(Settings::tls)
            .isEmpty();
    return silent && new AutoMtls(seen, service, port).mixed();
  }

  /** A rule is there and says nothing of TLS for this port. */
  private Because silent(Rule rule, MeshService service) {
    if (rule.fromPolicy()) {
      return new Because(
          say("mesh.rule.otherPort"), ObjectNames.of(service.object()), "spec.ports", "");
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
    return new Because(say("mesh.rule.none", kind), ObjectNames.of(service.object()), "", "");
  }
}
