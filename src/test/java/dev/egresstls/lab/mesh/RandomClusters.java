package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Clusters that somebody might have left behind, from a seed. */
final class RandomClusters {
  private final Random random;
  private final RandomMesh mesh = new RandomMesh(this);

  RandomClusters(long seed) {
    this.random = new Random(seed);
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  List<Tree> objects() {
    List<Tree> objects = new ArrayList<>();
    times(upTo(3), () -> objects.add(service()));
    times(upTo(3), () -> objects.add(slice()));
    times(upTo(3), () -> objects.add(policy()));
    times(upTo(2), () -> objects.add(rule()));
    times(upTo(2), () -> objects.add(mesh.entry()));
    times(upTo(1) * upTo(1), () -> objects.add(mesh.sidecar()));
    times(upTo(2), () -> objects.add(pod()));
    times(upTo(1), () -> objects.add(caMap()));
    if (random.nextInt(4) == 0 && !objects.isEmpty()) {
      int at = random.nextInt(objects.size());
      objects.set(at, new Spoiler(random).spoil(objects.get(at)));
    }
    return objects;
  }

  private static void times(int count, Runnable action) {
    for (int i = 0; i < count; i++) {
      action.run();
    }
  }

  Tree meta(String name) {
    return Tree.object(
        "name",
        name,
        "namespace",
        one("default", "default", "elsewhere"),
        "generation",
        1 + upTo(1),
        "creationTimestamp",
        one("2026-11-23T20:00:00Z", "2026-11-23T20:00:01Z", "2026-11-23T20:00:02Z", "soon"));
  }

  private Tree port() {
    return Tree.object(
        "name", one("https", "https", "http", "tcp-x", "web", "", "udp"),
        "port", one(443, 443, 80, 8443, 3306),
        "protocol", one("TCP", "TCP", "UDP"));
  }

  private Tree service() {
    Tree meta = meta(one("google-headless", "google-headless", "curl"));
    Tree annotations = Tree.object("networking.istio.io/exportTo", one(".", "~", "*", "elsewhere"));
    return Tree.object(
        "kind", "Service",
        "metadata", one(meta, meta, meta.with("annotations", annotations)),
        "spec",
            Tree.object(
                "type", one("ClusterIP", "ClusterIP", "ExternalName"),
                "clusterIP", one("None", "None", "10.96.0.9", ""),
                "ports", one(List.of(port()), List.of(port(), port()))));
  }

  private Tree slice() {
    Tree meta = meta("slice-" + upTo(2));
    Tree labelled =
        meta.with(
            "labels",
            Tree.object("kubernetes.io/service-name", one("google-headless", "curl", "gone")));
    Tree endpoint =
        Tree.object(
            "addresses",
                one(
                    List.of("203.0.113.10"),
                    List.of("203.0.113.10", "203.0.113.11"),
                    List.of("2001:db8::10")),
            "conditions", one(Tree.object(), Tree.object("ready", one(true, false))));
    return Tree.object(
        "kind", "EndpointSlice",
        "addressType", one("IPv4", "IPv4", "FQDN"),
        "metadata", one(labelled, labelled, meta),
        "endpoints", one(List.of(endpoint), List.of()),
        "ports", List.of(Tree.object("name", one("https", "https", "http"), "port", 443)));
  }

  private Tree policy() {
    Tree target =
        Tree.object(
            "group", "",
            "kind", one("Service", "Service", "ServiceEntry"),
            "name", one("google-headless", "google-headless", "curl", "entry-0"));
    Tree validation =
        one(
            Tree.object("hostname", "www.google.com", "wellKnownCACertificates", "System"),
            Tree.object(
                "hostname",
                "www.google.com",
                "caCertificateRefs",
                List.of(
                    Tree.object("group", "", "kind", one("ConfigMap", "Secret"), "name", "ca"))),
            Tree.object(
                "hostname",
                "x.example",
                "subjectAltNames",
                List.of(Tree.object("type", "Hostname", "hostname", "x.example"))));
    return Tree.object(
        "kind", "BackendTLSPolicy",
        "metadata", meta("policy-" + upTo(2)),
        "spec",
            Tree.object(
                "targetRefs",
                List.of(one(target, target.with("sectionName", one("https", "other")))),
                "validation",
                validation));
  }

  private Tree rule() {
    return Tree.object(
        "kind", "DestinationRule",
        "metadata", meta("rule-" + upTo(1)),
        "spec",
            Tree.object(
                "host",
                    one(
                        "google-headless",
                        "google-headless.default.svc.cluster.local",
                        "*.cluster.local",
                        "www.google.com"),
                "exportTo", one(List.of(), List.of(), List.of("."), List.of("*")),
                "trafficPolicy", mesh.trafficPolicy()));
  }

  private Tree pod() {
    Tree proxy = Tree.object("name", "istio-proxy", "restartPolicy", "Always");
    Tree curl = Tree.object("name", "curl");
    Tree spec =
        one(
            Tree.object("containers", List.of(curl, proxy)),
            Tree.object("containers", List.of(curl), "initContainers", List.of(proxy)),
            Tree.object("containers", List.of(curl)));
    return Tree.object(
        "kind",
        "Pod",
        "metadata",
        Tree.object("name", "curl-1", "namespace", "default"),
        "spec",
        spec,
        "status",
        Tree.object("podIP", one("10.244.0.3", "203.0.113.10")));
  }

  private Tree caMap() {
    Tree meta = Tree.object("name", "ca", "namespace", "default");
    return Tree.object(
        "kind", "ConfigMap", "metadata", meta, "data", Tree.object("ca.crt", one("A", "B")));
  }

  Observation observed(List<Tree> objects) {
    Observation seen =
        Observation.of(
                objects,
                one(Captures.DNS, Map.of(), Map.of("www.google.com", List.of("203.0.113.11"))))
            .withAccessLog(one(true, true, false))
            .withAlphaFlag(one(true, true, false))
            .withOutboundPolicy(one(OutboundPolicy.values()));
    if (random.nextBoolean()) {
      seen =
          seen.with(
              new PolicyCrd(
                  one("v1.3.0", "v1.4.0", "v1.5.1", "", "odd"),
                  one("standard", "experimental", ""),
                  one(List.of("v1"), List.of("v1alpha3"), List.of("v1", "v1alpha3"))));
    }
    if (random.nextBoolean()) {
      seen =
          seen.with(
              new Origin(
                  Set.of(443),
                  Set.of(80),
                  List.of("www.google.com"),
                  true,
                  List.of("A"),
                  one(true, false)));
    }
    String version =
        one("1.25.0", "1.26.8", "1.27.9", "1.28.0", "1.29.1", "1.30.3", "1.31.0-rc.0", "");
    return IstioVersion.parse(version).map(seen::withIstio).orElse(seen);
  }

  Dial dial() {
    return new Dial(
        one("http", "http", "https", "HTTPS"),
        one(
            "www.google.com",
            "www.google.com",
            "google-headless",
            "curl.default",
            "203.0.113.10",
            "2001:db8::10",
            ""),
        one(443, 443, 80, 8443, 3306),
        "default",
        one("curl-1", "curl-1", "curl-1", "nobody"),
        one(Optional.empty(), Optional.empty(), Optional.of("203.0.113.10")));
  }
}
