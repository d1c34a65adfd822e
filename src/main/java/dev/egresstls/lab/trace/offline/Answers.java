package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Assumes what DNS answers for a name of which no object knows: what an EndpointSlice holds. */
final class Answers {
  /** A documentation address (RFC 5737), which no slice holds. */
  private static final String NOBODY = "192.0.2.1";

  private final Draft draft;

  Answers(Draft draft) {
    this.draft = draft;
  }

  /**
   * The addresses; none for a name of the cluster that no Service has.
   *
   * @param host the name that DNS is asked for in the end
   */
  List<String> of(Dial dial, String host) {
    boolean inside =
        host.indexOf('.') < 0 || host.endsWith(".cluster.local") || host.endsWith(".svc");
    if (inside) {
      return List.of();
    }
    List<Tree> taken = slices(dial, host);
    List<String> addresses = addresses(taken);
    if (addresses.isEmpty()) {
      draft.assume(say("trace.assume.nobody", host, NOBODY));
      return List.of(NOBODY);
    }
    draft.assume(
        say(
            "trace.assume.slice",
            host,
            String.join(", ", addresses),
            ObjectNames.name(taken.get(0))));
    return addresses;
  }

  /** The address that the client is given, before others of the slice that holds it. */
  List<String> with(Dial dial) {
    List<String> told = dial.address().stream().toList();
    List<Tree> beside =
        slices(dial, dial.host()).stream()
            .filter(slice -> addresses(List.of(slice)).containsAll(told))
            .toList();
    return Stream.concat(told.stream(), addresses(beside).stream()).distinct().toList();
  }

  private List<Tree> slices(Dial dial, String host) {
    List<Tree> written = draft.all("EndpointSlice").filter(this::outside).toList();
    List<Tree> forPort = written.stream().filter(slice -> hasPort(slice, dial.port())).toList();
    List<Tree> candidates = forPort.isEmpty() ? written : forPort;
    List<Tree> forHost = candidates.stream().filter(slice -> isFor(slice, host)).toList();
    return forHost.isEmpty() ? candidates : forHost;
  }

  /** One that someone wrote for addresses outside: no pods, and no Service with an own address. */
  private boolean outside(Tree slice) {
    boolean pods =
        slice.get("endpoints").items().stream().anyMatch(one -> one.get("targetRef").isPresent());
    boolean headless =
        service(slice).map(one -> one.at("spec.clusterIP").text("").equals("None")).orElse(true);
    return !pods && headless && !slice.get("addressType").text("").equals("FQDN");
  }

  private Optional<Tree> service(Tree slice) {
    String name = slice.at("metadata.labels").get(Endpoint.SERVICE_LABEL).text("");
    return draft.find("Service", ObjectNames.namespace(slice), name);
  }

  private static boolean hasPort(Tree slice, int port) {
    return slice.get("ports").items().stream().anyMatch(one -> one.get("port").number(0) == port);
  }

  /** Whether a policy for the slice's Service names the host. */
  private boolean isFor(Tree slice, String host) {
    String service = slice.at("metadata.labels").get(Endpoint.SERVICE_LABEL).text("");
    Predicate<Tree> targets =
        policy ->
            policy.at("spec.targetRefs").items().stream()
                .anyMatch(target -> target.get("name").text("").equals(service));
    return draft
        .all("BackendTLSPolicy")
        .filter(policy -> ObjectNames.namespace(policy).equals(ObjectNames.namespace(slice)))
        .filter(policy -> policy.at("spec.validation.hostname").text("").equalsIgnoreCase(host))
        .anyMatch(targets);
  }

  /** IPv4 before IPv6, as a client in a cluster of one address family asks. */
  private static List<String> addresses(List<Tree> slices) {
    List<String> all =
        slices.stream()
            .flatMap(slice -> slice.get("endpoints").items().stream())
            .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
            .distinct()
            .toList();
    List<String> v4 = all.stream().filter(address -> address.indexOf(':') < 0).toList();
    return v4.isEmpty() ? all : v4;
  }
}
