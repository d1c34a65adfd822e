package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Causes that make the client dial another address than DNS outside gives, or none that it can
 * reach: no EndpointSlice helps. As with {@link ReachCauses}, what {@code trace} says of the way is
 * what they look at.
 */
final class AddressCauses {
  static final List<Row> ROWS =
      List.of(
          Row.of("address-family-missing", Topic.PATH)
              .byHand("kubectl -n ${ns} get pod ${pod} -o jsonpath={.status.podIPs}")
              .read("`trace`")
              .when(AddressCauses::familyMissing),
          Row.of("host-alias", Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read("`trace`")
              .when(AddressCauses::aliased),
          Row.of("dns-captured", Topic.PATH)
              .byHand("kubectl -n ${entryNs} delete serviceentry ${entryName}")
              .read("`trace`")
              .when(AddressCauses::captured),
          Row.of("client-dials-ipv6", Topic.PATH)
              .byHand("kubectl -n ${ns} exec deploy/${client} -- curl -4 http://${host}:${port}")
              .read("`trace`")
              .when(AddressCauses::ipv6));

  private AddressCauses() {}

  /** The way of the lab's request, to an address or to what name resolution gives the pod. */
  private static Optional<Route> way(CauseContext scene, Optional<String> address) {
    return scene
        .pod()
        .map(pod -> ReachCauses.dial(scene, pod, address))
        .map(dial -> PathModel.trace(dial, scene.seen()));
  }

  private static boolean v6(String address) {
    return address.indexOf(':') >= 0;
  }

  /** The pod has no address from which it could connect. */
  private static Optional<CauseEvidence> familyMissing(CauseContext scene) {
    return scene.wanted().stream()
        .flatMap(
            address ->
                way(scene, Optional.of(address))
                    .flatMap(route -> route.hop(Hop.Kind.IPTABLES))
                    .map(Hop::because)
                    .filter(because -> because.field().equals("status.podIPs"))
                    .map(
                        because ->
                            CauseEvidence.of(
                                    because.object(),
                                    because.field(),
                                    family(address),
                                    because.value())
                                .with("family", family(address))
                                .with("address", address)
                                .with("pod", scene.pod().map(ObjectNames::name).orElse("")))
                    .stream())
        .findFirst();
  }

  private static String family(String address) {
    return v6(address) ? "IPv6" : "IPv4";
  }

  /** What the pod's name resolution says before DNS is asked, and by what. */
  private static Optional<Because> before(CauseContext scene, Predicate<Because> decided) {
    return way(scene, Optional.empty())
        .flatMap(route -> route.hop(Hop.Kind.DNS))
        .map(Hop::because)
        .filter(decided);
  }

  private static Optional<CauseEvidence> aliased(CauseContext scene) {
    return before(scene, because -> because.field().equals("spec.hostAliases"))
        .filter(because -> elsewhere(scene, because))
        .map(
            because ->
                CauseEvidence.of(
                        because.object(),
                        because.field(),
                        say("explain.gap.nothing"),
                        because.value())
                    .with("addresses", because.value())
                    .doing(withoutAliases(scene)));
  }

  private static Act[] withoutAliases(CauseContext scene) {
    Tree patch = CauseFound.patch(null, "spec", "template", "spec", "hostAliases");
    return scene.theDeployment().stream()
        .map(one -> (Act) new Act.Restart(Ref.of(one), patch))
        .toArray(Act[]::new);
  }

  /** The sidecar answers DNS for a ServiceEntry that has the lab's host. */
  private static Optional<CauseEvidence> captured(CauseContext scene) {
    return before(scene, because -> because.object().startsWith("ServiceEntry "))
        .filter(because -> elsewhere(scene, because))
        .flatMap(
            because ->
                scene.seen().all("ServiceEntry").stream()
                    .filter(one -> ObjectNames.of(one).equals(because.object()))
                    .findFirst()
                    .map(
                        one ->
                            CauseEvidence.of(
                                    one,
                                    because.field(),
                                    say("explain.gap.nothing"),
                                    because.value())
                                .with("addresses", because.value())
                                .with("entry", ObjectNames.of(one))
                                .with("entryNs", ObjectNames.namespace(one))
                                .with("entryName", ObjectNames.name(one))
                                .doing(Act.Delete.of(one))));
  }

  /** An address of the slice's is as good from whoever it comes. */
  private static boolean elsewhere(CauseContext scene, Because because) {
    return !scene.addresses().containsAll(given(because));
  }

  private static List<String> given(Because because) {
    return List.of(because.value().split(", "));
  }

  /** Whether the dialled address comes from elsewhere than DNS outside, or no slice can hold it. */
  static boolean explains(CauseContext scene, String address) {
    return before(scene, because -> !because.object().isEmpty())
        .filter(because -> given(because).contains(address))
        .isPresent();
  }

  /** A pod with both kinds of addresses dials IPv6 first, if DNS has such an address. */
  private static Optional<CauseEvidence> ipv6(CauseContext scene) {
    boolean able = familyMissing(scene).isEmpty();
    return scene
        .theSlice()
        .filter(slice -> able && !slice.get("addressType").text("").equals("IPv6"))
        .flatMap(
            slice ->
                scene.wanted().stream()
                    .filter(AddressCauses::v6)
                    .filter(address -> !explains(scene, address))
                    .findFirst()
                    .map(
                        address ->
                            CauseEvidence.of(
                                    slice, "addressType", "IPv6", slice.get("addressType").text(""))
                                .with("address", address)));
  }
}
