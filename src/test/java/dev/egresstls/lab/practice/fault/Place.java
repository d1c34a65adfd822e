package dev.egresstls.lab.practice.fault;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the lab's parts a fault is in: two in one part may get in each other's way. */
final class Place {
  private static final String SERVICE = "service";
  private static final String POLICY = "policy";
  private static final String SLICE = "slice";
  private static final String NOT_RECONCILED = "policy-not-reconciled";
  private static final Map<String, List<String>> SEVERAL =
      Map.of(
          "other-service-same-ips",
          List.of(SERVICE, SLICE),
          "dns-captured",
          List.of("client", "istio"),
          NOT_RECONCILED,
          List.of(SERVICE, POLICY));

  private Place() {}

  static Set<String> of(Fault fault) {
    List<String> several = SEVERAL.getOrDefault(fault.cause(), List.of());
    if (!several.isEmpty()) {
      return new LinkedHashSet<>(several);
    }
    String id = fault.cause();
    if (id.matches(
        "port-excluded|range-excluded|runs-as-proxy|client-uses-proxy|redirection-off"
            + "|host-alias")) {
      return Set.of("client");
    }
    if (id.matches("(slice|address)-.*")) {
      return Set.of(SLICE);
    }
    if (id.matches("(service|port)-.*")) {
      return Set.of(SERVICE);
    }
    if (id.matches("(policy|ca|san|hostname|section)-.*")) {
      return Set.of(POLICY);
    }
    if (id.matches("(gateway-api|crd)-.*")) {
      return Set.of("crd");
    }
    return Set.of(fault.step() == 4 ? "client" : "istio");
  }

  private static boolean in(Fault fault, String place) {
    return of(fault).contains(place);
  }

  /** Whether one takes the other's object away, or the other never comes about beside it. */
  static boolean hides(Fault one, Fault other, String track) {
    boolean old = track.equals("as-written");
    return (in(one, "crd") && in(other, POLICY))
        || (old && in(one, SERVICE) && other.cause().equals("policy-conflicted"));
  }

  /** The faults that go when a consequence is mended: the policy is made anew from its manifest. */
  static Set<String> mendedWith(String consequence, Fault one, Fault other) {
    Set<String> mended = new LinkedHashSet<>();
    if (consequence.equals(NOT_RECONCILED)) {
      for (Fault fault : List.of(one, other)) {
        if (in(fault, POLICY)) {
          mended.add(fault.cause());
        }
      }
    }
    return mended;
  }

  /** What else is true when both are, and is named, too. */
  static Set<String> consequences(Fault one, Fault other, String track) {
    Set<String> more = new LinkedHashSet<>();
    for (Fault fault : List.of(one, other)) {
      if (fault.cause().equals("gateway-api-missing")) {
        more.add("policy-missing");
      }
    }
    boolean touched =
        in(one, SERVICE) && in(other, POLICY) || in(one, POLICY) && in(other, SERVICE);
    if (touched && track.equals("as-written")) {
      more.add(NOT_RECONCILED);
    }
    return more;
  }
}
