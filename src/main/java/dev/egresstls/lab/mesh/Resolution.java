package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The addresses that a client gets for a name.
 *
 * @param addresses in the order in which it tries them; empty if the name does not resolve
 */
record Resolution(List<String> addresses, Because because) {
  Resolution {
    addresses = List.copyOf(addresses);
  }

  static Resolution of(Dial dial, Observation seen) {
    if (dial.address().isPresent()) {
      String text = say("mesh.dns.told");
      return new Resolution(List.of(dial.address().get()), Because.plain(text));
    }
    if (isAddress(dial.host())) {
      return new Resolution(List.of(dial.host()), Because.plain(say("mesh.dns.address")));
    }
    Optional<Resolution> service = service(dial, seen);
    if (service.isPresent()) {
      return service.get();
    }
    List<String> answers =
        seen.dns().getOrDefault(dial.host(), seen.dns().getOrDefault(lower(dial), List.of()));
    return answers.isEmpty()
        ? new Resolution(List.of(), Because.plain(say("mesh.dns.none", dial.host())))
        : new Resolution(answers, membership(answers, seen));
  }

  private static String lower(Dial dial) {
    return dial.host().toLowerCase(Locale.ROOT);
  }

  static boolean isAddress(String host) {
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.indexOf(':') >= 0;
  }

  private static Optional<Resolution> service(Dial dial, Observation seen) {
    return MeshService.in(seen).stream()
        .filter(MeshService::kubernetes)
        .filter(service -> names(service, dial.namespace()).contains(lower(dial)))
        .findFirst()
        .map(service -> service(service, seen));
  }

  /** What cluster DNS knows a Service by. */
  private static List<String> names(MeshService service, String namespace) {
    return Hosts.domains(service, namespace).stream().filter(d -> !Hosts.isPattern(d)).toList();
  }

  private static Resolution service(MeshService service, Observation seen) {
    String object = Names.of(service.object());
    if (service.reach() == Reach.ALIAS) {
      String name = service.object().at("spec.externalName").text("");
      List<String> answers = seen.dns().getOrDefault(name, List.of());
      String text = say("mesh.dns.alias", name);
      return new Resolution(answers, new Because(text, object, "spec.externalName", name));
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

  /** Says which of the answers stand in an EndpointSlice. */
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
            ? say("mesh.dns.inside." + amount, Names.name(slice))
            : say("mesh.dns.each", Names.name(slice));
    return new Because(text, Names.of(slice), "endpoints", String.join(", ", answers));
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
