package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Aliases;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.registry.Slices;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The addresses that a client gets for a name.
 *
 * @param addresses in the order in which it tries them; empty if the name does not resolve
 */
record Resolution(List<String> addresses, Because because) {
  /** More links in a chain of names than anybody makes on purpose. */
  private static final int MOST_LINKS = 8;

  private static final String LOOPBACK = "127.0.0.1";

  Resolution {
    addresses = List.copyOf(addresses);
  }

  static Resolution of(Dial dial, Observation seen, SidecarScope scope) {
    if (dial.address().isPresent()) {
      String text = say("mesh.dns.told");
      return new Resolution(List.of(dial.address().get()), Because.plain(text));
    }
    if (isAddress(dial.host())) {
      return new Resolution(List.of(dial.host()), Because.plain(say("mesh.dns.address")));
    }
    if (lower(dial).matches("(.*\\.)?localhost\\.?")) {
      return new Resolution(List.of(LOOPBACK), Because.plain(say("mesh.dns.localhost")));
    }
    return hostAlias(dial, seen)
        .or(() -> captured(dial, scope))
        .or(() -> service(lower(dial), dial.namespace(), seen))
        .or(() -> ofPod(lower(dial), dial.namespace(), seen))
        .orElseGet(() -> outside(dial.host(), seen));
  }

  private static Resolution outside(String host, Observation seen) {
    String lower = host.toLowerCase(Locale.ROOT);
    List<String> answers = seen.dns().getOrDefault(host, seen.dns().getOrDefault(lower, List.of()));
    return answers.isEmpty()
        ? new Resolution(List.of(), Because.plain(say("mesh.dns.none", host)))
        : new Resolution(answers, membership(answers, seen));
  }

  private static String lower(Dial dial) {
    return dial.host().toLowerCase(Locale.ROOT);
  }

  static boolean isAddress(String host) {
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.indexOf(':') >= 0;
  }

  /** What the pod's own /etc/hosts says, before DNS is asked. */
  private static Optional<Resolution> hostAlias(Dial dial, Observation seen) {
    Tree pod = seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
    List<String> addresses =
        pod.at("spec.hostAliases").items().stream()
            .filter(one -> one.get("hostnames").texts().contains(lower(dial)))
            .map(one -> one.get("ip").text(""))
            .filter(Resolution::isAddress)
            .toList();
    String value = String.join(", ", addresses);
    Because because =
        new Because(say("mesh.dns.hostAlias"), ObjectNames.of(pod), "spec.hostAliases", value);
    return addresses.isEmpty() ? Optional.empty() : Optional.of(new Resolution(addresses, because));
  }

  /** The proxy answers for ServiceEntries itself (istio pkg/dns/client/dns.go @1.31.0). */
  private static Optional<Resolution> captured(Dial dial, SidecarScope scope) {
    return scope.capturesDns().isEmpty()
        ? Optional.empty()
        : scope.services().stream()
            .filter(service -> !service.kubernetes() && !service.anywhere())
            .filter(service -> service.host().equals(lower(dial)))
            .filter(service -> service.addresses().stream().allMatch(Resolution::isAddress))
            .findFirst()
            .map(service -> byProxy(service, scope.capturesDns().get()));
  }

  private static Resolution byProxy(MeshService service, Because why) {
    String field = service.object().at("spec.addresses").items().isEmpty() ? "status" : "spec";
    String object = ObjectNames.of(service.object());
    String value = String.join(", ", service.addresses());
    Because because = new Because(why.text(), object, field + ".addresses", value);
    return new Resolution(service.addresses(), because);
  }

  /** The names that DNS goes on to from the one that is asked for, by ExternalName Services. */
  static List<String> aliases(Dial dial, Observation seen) {
    List<String> names = new ArrayList<>();
    String name = lower(dial);
    while (names.size() < MOST_LINKS) {
      Optional<MeshService> alias =
          find(name, dial.namespace(), seen).filter(one -> one.reach() == Reach.ALIAS);
      if (alias.isEmpty()) {
        return names;
      }
      name = Aliases.external(alias.get());
      names.add(name);
    }
    return names;
  }

  private static Optional<MeshService> find(String name, String namespace, Observation seen) {
    return MeshService.in(seen).stream()
        .filter(MeshService::kubernetes)
        .filter(service -> names(service, namespace).contains(name))
        .findFirst();
  }

  private static Optional<Resolution> service(String name, String namespace, Observation seen) {
    return find(name, namespace, seen)
        .map(service -> service(service, namespace, seen, MOST_LINKS));
  }

  /**
   * The name of a pod behind a headless Service: its hostname, or else its address with hyphens,
   * and the Service's name (kubernetes/dns specification 1.1.0, 2.4.1).
   */
  private static Optional<Resolution> ofPod(String name, String namespace, Observation seen) {
    int dot = name.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : find(name.substring(dot + 1), namespace, seen)
            .filter(MeshService::headless)
            .flatMap(service -> ofPod(name.substring(0, dot), service, seen));
  }

  private static Optional<Resolution> ofPod(String label, MeshService service, Observation seen) {
    for (Tree slice : Slices.of(seen, service)) {
      for (Tree endpoint : slice.get("endpoints").items()) {
        List<String> addresses = endpoint.get("addresses").texts();
        String dashed = addresses.isEmpty() ? "" : addresses.get(0).replaceAll("[.:]", "-");
        if (endpoint.get("hostname").text(dashed).equals(label)) {
          String text = say("mesh.dns.pod", service.name());
          Because why = new Because(text, ObjectNames.of(slice), "endpoints", label);
          return Optional.of(new Resolution(addresses, why));
        }
      }
    }
    return Optional.empty();
  }

  /** What cluster DNS knows a Service by. */
  private static List<String> names(MeshService service, String namespace) {
    return Hosts.domains(service, namespace).stream().filter(d -> !Hosts.isPattern(d)).toList();
  }

  private static Resolution service(
      MeshService service, String namespace, Observation seen, int links) {
    String object = ObjectNames.of(service.object());
    if (service.reach() == Reach.ALIAS) {
      return alias(service, namespace, seen, links);
    }
    if (!service.headless()) {
      List<String> ip = service.clusterIp().isEmpty() ? List.of() : List.of(service.clusterIp());
      String text = say("mesh.dns.clusterIp");
      return new Resolution(ip, new Because(text, object, "spec.clusterIP", service.clusterIp()));
    }
    List<String> addresses =
        service.ports().stream()
            .flatMap(port -> Endpoint.of(seen, service, port, "").stream())
            .map(Endpoint::address)
            .distinct()
            .toList();
    String text = say("mesh.dns.headless");
    return new Resolution(addresses, new Because(text, object, "spec.clusterIP", "None"));
  }

  private static Resolution alias(
      MeshService service, String namespace, Observation seen, int links) {
    String name = Aliases.external(service);
    Optional<MeshService> next =
        find(name, namespace, seen).filter(one -> links > 0 && !one.equals(service));
    List<String> answers =
        next.map(one -> service(one, namespace, seen, links - 1).addresses())
            .orElseGet(() -> seen.dns().getOrDefault(name, List.of()));
    String text = say("mesh.dns.alias", name);
    String object = ObjectNames.of(service.object());
    return new Resolution(answers, new Because(text, object, "spec.externalName", name));
  }

  /** Says which of the answers are in an EndpointSlice. */
  private static Because membership(List<String> answers, Observation seen) {
    List<String> outside = answers.stream().filter(a -> holding(a, seen).isEmpty()).toList();
    if (!outside.isEmpty()) {
      return Because.plain(count("mesh.dns.outside", outside.size(), String.join(", ", outside)));
    }
    Tree slice = holding(answers.get(0), seen).orElseThrow();
    boolean same = answers.stream().allMatch(a -> holding(a, seen).orElseThrow().equals(slice));
    String amount = answers.size() == 1 ? "one" : answers.size() == 2 ? "both" : "all";
    String text =
        same
            ? say("mesh.dns.inside." + amount, ObjectNames.name(slice))
            : say("mesh.dns.each", ObjectNames.name(slice));
    return new Because(text, ObjectNames.of(slice), "endpoints", String.join(", ", answers));
  }

  /** The first EndpointSlice that holds an address. */
  static Optional<Tree> holding(String address, Observation seen) {
    return seen.all("EndpointSlice").stream()
        .filter(
            slice ->
                slice.get("endpoints").items().stream()
                    .anyMatch(e -> e.get("addresses").texts().contains(address)))
        .findFirst();
  }
}
