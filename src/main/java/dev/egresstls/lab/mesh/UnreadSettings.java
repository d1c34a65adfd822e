package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ClientProcess;
import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.Interception;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.SidecarResource;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Settings of the mesh, of istiod, of DNS and of the client that are there and not followed. */
public final class UnreadSettings {
  private static final String MESH = "ConfigMap istio-system/istio";
  private static final String ROOT = "istio-system";

  /** Flags of istiod that would change the way, and their defaults (istio pilot/pkg/features). */
  private static final Map<String, String> FLAGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ENABLE_AUTO_SNI", "true"),
              Map.entry("VERIFY_CERTIFICATE_AT_CLIENT", "true"),
              Map.entry("ENABLE_EXTERNAL_NAME_ALIAS", "true"),
              Map.entry("PILOT_ENABLE_IP_AUTOALLOCATE", "true"),
              Map.entry("ISTIO_DUAL_STACK", "false"),
              Map.entry("PILOT_ENABLE_GATEWAY_API", "true"),
              Map.entry("PILOT_ENABLE_HEADLESS_SERVICE_POD_LISTENERS", "true"),
              Map.entry("ENABLE_RESOLUTION_NONE_TARGET_PORT", "true"),
              Map.entry("ENABLE_ENHANCED_DESTINATIONRULE_MERGE", "true"),
              Map.entry("PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES", "true"),
              Map.entry("PILOT_PREFER_SENDING_HBONE", "false"),
              Map.entry("PILOT_IGNORE_RESOURCES", ""),
              Map.entry("COMPLIANCE_POLICY", "")));

  /** Annotations for interfaces, for other containers than the usual proxy, and for its start. */
  private static final List<String> INTERFACES =
      List.of(
          "traffic.sidecar.istio.io/excludeInterfaces",
          "traffic.sidecar.istio.io/kubevirtInterfaces",
          "istio.io/reroute-virtual-interfaces",
          "inject.istio.io/templates",
          "sidecar.istio.io/bootstrapOverride");

  /** Values of the injector that pods get which do not say otherwise. */
  private static final List<String> RANGES =
      List.of("includeIPRanges", "excludeIPRanges", "includeOutboundPorts", "excludeOutboundPorts");

  private final Dial dial;
  private final Observation seen;
  private final Tree pod;
  private final List<Because> found = new ArrayList<>();

  UnreadSettings(Dial dial, Observation seen, Tree pod) {
    this.dial = dial;
    this.seen = seen;
    this.pod = pod;
  }

  /** Flags of istiod whose other values are not followed. */
  public static List<String> flags() {
    return List.copyOf(FLAGS.keySet());
  }

  /** Those that count for a client with a sidecar. */
  List<Because> found() {
    mesh();
    istiod();
    sidecar();
    interception();
    return found;
  }

  private void mesh() {
    Tree mesh = seen.controlPlane().mesh();
    String root = mesh.get("rootNamespace").text(ROOT);
    if (!root.equals(ROOT)) {
      add(say("mesh.unread.root", root), MESH, "data.mesh: rootNamespace", root);
    }
    mode(mesh.at("outboundTrafficPolicy.mode"), MESH, "data.mesh: outboundTrafficPolicy.mode");
    if (mesh.get("defaultHttpRetryPolicy").isPresent()) {
      String value = mesh.get("defaultHttpRetryPolicy").toString();
      add(say("mesh.unread.retries"), MESH, "data.mesh: defaultHttpRetryPolicy", value);
    }
    Tree usual = mesh.at("defaultTrafficPolicy.connectionPool.http");
    if (usual.isPresent()) {
      String field = "data.mesh: defaultTrafficPolicy.connectionPool.http";
      add(say("mesh.unread.trafficPolicy"), MESH, field, usual.toString());
    }
    if (mesh.get("h2UpgradePolicy").text("").equals("UPGRADE")) {
      add(say("mesh.unread.h2"), MESH, "data.mesh: h2UpgradePolicy", "UPGRADE");
    }
    seen.find("ConfigMap", ROOT, "istio")
        .map(map -> map.at("data.meshNetworks").text(""))
        .filter(text -> !text.replaceAll("\\s|\\{\\}", "").matches("(networks:)?"))
        .ifPresent(text -> add(say("mesh.unread.networks"), MESH, "data.meshNetworks", text));
    for (String namespace : new DiscoverySelectors(seen).unknown()) {
      String field = "data.mesh: discoverySelectors";
      add(say("mesh.unread.namespace", namespace), MESH, field, namespace);
    }
  }

  private void mode(Tree mode, String object, String field) {
    String name = mode.text("");
    if (!List.of("", "ALLOW_ANY", "REGISTRY_ONLY").contains(name)) {
      add(say("mesh.unread.mode", name), object, field, name);
    }
  }

  private void istiod() {
    String revision = pod.at("metadata.annotations").get("istio.io/rev").text("default");
    Optional<Tree> other = seen.find("Deployment", ROOT, "istiod-" + revision);
    if (other.isPresent() && !revision.equals("default")) {
      String text = say("mesh.unread.revision", revision);
      add(text, ObjectNames.of(other.get()), "metadata.labels[istio.io/rev]", revision);
    }
    Tree deployment = seen.find("Deployment", ROOT, "istiod").orElse(Tree.MISSING);
    for (Tree container : deployment.at("spec.template.spec.containers").items()) {
      for (Tree variable : container.get("env").items()) {
        String name = variable.get("name").text("");
        String value = variable.get("value").text("");
        if (FLAGS.containsKey(name) && !value.equalsIgnoreCase(FLAGS.get(name))) {
          String field = "spec.template.spec.containers[].env[" + name + "]";
          add(say("mesh.unread.flag", name), ObjectNames.of(deployment), field, value);
        }
      }
    }
  }

  private void sidecar() {
    SidecarResource.forPod(seen, dial.namespace(), pod)
        .ifPresent(
            one -> {
              if (new SidecarResource(one).hasOwnPorts()) {
                add(
                    say("mesh.unread.ownPorts", ObjectNames.of(one)),
                    ObjectNames.of(one),
                    "spec.egress",
                    "");
              }
              String mode = "spec.outboundTrafficPolicy.mode";
              mode(one.at(mode), ObjectNames.of(one), mode);
              Tree proxy = one.at("spec.outboundTrafficPolicy.egressProxy");
              if (proxy.isPresent()) {
                String field = "spec.outboundTrafficPolicy.egressProxy";
                String text = say("mesh.unread.egressProxy", ObjectNames.of(one));
                add(text, ObjectNames.of(one), field, proxy.toString());
              }
            });
  }

  /** What else may keep connections from the sidecar. */
  private void interception() {
    for (String name : INTERFACES) {
      String value = pod.at("metadata.annotations").get(name).text("");
      if (!value.isEmpty() && !value.equals("sidecar")) {
        String field = "metadata.annotations[" + name + "]";
        add(say("mesh.unread.interfaces", name), ObjectNames.of(pod), field, value);
      }
    }
    Tree values =
        seen.find("ConfigMap", ROOT, "istio-sidecar-injector")
            .map(map -> parsed(map.at("data.values").text("")).at("global.proxy"))
            .orElse(Tree.MISSING);
    for (String name : RANGES) {
      String value = values.get(name).text("");
      boolean set = !value.isEmpty() && !(name.equals("includeIPRanges") && value.equals("*"));
      if (set && !Interception.of(pod).byArguments()) {
        String object = "ConfigMap " + ROOT + "/istio-sidecar-injector";
        add(say("mesh.unread.ranges", name), object, "data.values[" + name + "]", value);
      }
    }
  }

  private static Tree parsed(String values) {
    try {
      return values.isEmpty() ? Tree.MISSING : Yaml.read(values);
    } catch (Yaml.Malformed e) {
      return Tree.MISSING;
    }
  }

  /**
   * Those that count for any client.
   *
   * @param address that it dials
   */
  List<Because> ofClient(Optional<String> address) {
    for (Tree variable : ClientProcess.of(pod).container().get("env").items()) {
      String name = variable.get("name").text("");
      if (isProxy(name) && variable.get("valueFrom").isPresent()) {
        String value = variable.get("valueFrom").toString();
        add(say("mesh.unread.proxy", name), ObjectNames.of(pod), "spec.containers[].env", value);
      }
    }
    environment();
    String corefile =
        seen.find("ConfigMap", "kube-system", "coredns")
            .map(map -> map.at("data.Corefile").text(""))
            .orElse("");
    boolean names = dial.address().isEmpty() && !Resolution.isAddress(dial.host());
    if (names && corefile.matches("(?s).*\\b(rewrite|hosts|template)\\b.*")) {
      add(say("mesh.unread.coredns"), "ConfigMap kube-system/coredns", "data.Corefile", "");
    }
    if (names) {
      ownDns();
    }
    boolean dual =
        pod.at("status.podIPs").items().size() > 1 && address.orElse("").indexOf(':') >= 0;
    if (dual) {
      add(say("mesh.unread.dualStack"), ObjectNames.of(pod), "status.podIPs", "");
    }
    return found;
  }

  /** Variables that the container takes from ConfigMaps. */
  private void environment() {
    for (Tree source : ClientProcess.of(pod).container().get("envFrom").items()) {
      String map = source.at("configMapRef.name").text("");
      String before = source.get("prefix").text("");
      seen
          .find("ConfigMap", dial.namespace(), map)
          .map(found -> found.get("data").fields().keySet())
          .orElse(Set.of())
          .stream()
          .map(key -> before + key)
          .filter(UnreadSettings::isProxy)
          .forEach(
              name ->
                  add(
                      say("mesh.unread.proxy", name),
                      ObjectNames.of(pod),
                      "spec.containers[].envFrom",
                      map));
    }
  }

  /** Whether curl takes a variable for that of a proxy. */
  private static boolean isProxy(String variable) {
    return variable.matches("(?i)(https?|all)_proxy") && !variable.equals("HTTP_PROXY");
  }

  /** Of a pod that does not ask cluster DNS, or not with the usual search domains. */
  private void ownDns() {
    String policy = pod.at("spec.dnsPolicy").text("ClusterFirst");
    if (!policy.startsWith("ClusterFirst")) {
      add(say("mesh.unread.podDns", "dnsPolicy"), ObjectNames.of(pod), "spec.dnsPolicy", policy);
    }
    for (String field : List.of("nameservers", "searches")) {
      Tree value = pod.at("spec.dnsConfig").get(field);
      if (!value.items().isEmpty()) {
        String where = "spec.dnsConfig." + field;
        add(say("mesh.unread.podDns", field), ObjectNames.of(pod), where, value.toString());
      }
    }
  }

  private void add(String text, String object, String field, String value) {
    found.add(new Because(text, object, field, value));
  }
}
