package dev.egresstls.lab.mesh;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Objects of Istio's own that somebody might have left behind. */
record RandomMesh(RandomClusters from) {
  Tree entry() {
    Tree port =
        Tree.object(
            "name", from.one("https", "http"),
            "number", from.one(443, 80, 8443),
            "protocol", from.one("HTTP", "HTTPS", "TLS", "TCP", "odd"),
            "targetPort", from.one(0, 443, 8443));
    return Tree.object(
        "kind", "ServiceEntry",
        "metadata", from.meta("entry-" + from.upTo(1)),
        "spec",
            Tree.object(
                "hosts", List.of(from.one("www.google.com", "*.google.com", "x.example")),
                "addresses",
                    from.one(List.of(), List.of("203.0.113.0/28"), List.of("203.0.113.10")),
                "resolution", from.one("NONE", "DNS", "STATIC", "DNS_ROUND_ROBIN", "DYNAMIC_DNS"),
                "endpoints", from.one(List.of(), List.of(Tree.object("address", "203.0.113.11"))),
                "exportTo", from.one(List.of(), List.of("."), List.of("*"), List.of("elsewhere")),
                "ports", from.one(List.of(port), List.of(port, port.with("number", 80)))));
  }

  Tree sidecar() {
    Tree egress =
        Tree.object(
            "hosts", List.of(from.one("./*", "*/*", "*/www.google.com", "elsewhere/*", "odd")));
    Tree policy = Tree.object("mode", from.one("ALLOW_ANY", "REGISTRY_ONLY"));
    return Tree.object(
        "kind", "Sidecar",
        "metadata", from.meta("sidecar"),
        "spec",
            from.one(
                Tree.object("egress", List.of(egress)),
                Tree.object("egress", List.of(egress), "outboundTrafficPolicy", policy)));
  }

  Tree trafficPolicy() {
    Tree tls =
        Tree.object(
            "tls",
            Tree.object(
                "mode", from.one("SIMPLE", "DISABLE", "MUTUAL", "ISTIO_MUTUAL"),
                "credentialName", from.one("", "", "c"),
                "sni", "r"));
    Tree port = tls.with("port", Tree.object("number", 443));
    Tree balancer = Tree.object("simple", from.one("PASSTHROUGH", "RANDOM"));
    return from.one(
        tls,
        Tree.object("connectionPool", Tree.object()),
        Tree.object("portLevelSettings", List.of(port)),
        tls.with("loadBalancer", balancer));
  }
}
