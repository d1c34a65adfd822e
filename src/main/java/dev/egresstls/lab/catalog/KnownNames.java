package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.known.KnownFields;
import dev.egresstls.lab.check.RequestSender;
import dev.egresstls.lab.value.Spelling;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Names that a lab has in common with all others: kinds of objects and their groups, tools, and
 * verbs of kubectl. A kind that is not here may be one of a lab's own definitions; one that is
 * nearly here is a slip.
 */
final class KnownNames {
  private static final String ISTIO = "networking.istio.io";
  private static final String GATEWAY = "gateway.networking.k8s.io";

  /** The group of each kind; the core group is empty. */
  private static final Map<String, String> KINDS = kinds();

  private static final Set<String> TOOLS = Set.of("kind", "istioctl");
  private static final Set<String> PROGRAMS = Set.of("kubectl", "kind", "istioctl");
  private static final Set<String> SENDERS =
      Set.of(RequestSender.command("", Optional.empty()).get(0), "env");
  private static final Set<String> VERBS =
      Set.of(
          "annotate",
          "api-resources",
          "api-versions",
          "apply",
          "auth",
          "config",
          "cp",
          "create",
          "debug",
          "delete",
          "describe",
          "diff",
          "edit",
          "events",
          "exec",
          "explain",
          "expose",
          "get",
          "label",
          "logs",
          "patch",
          "port-forward",
          "replace",
          "rollout",
          "run",
          "scale",
          "set",
          "top",
          "version",
          "wait");

  private static final Pattern KUBECTL =
      Pattern.compile("\\bkubectl((?:\\s+(?:-n|--namespace)\\s+\\S+|\\s+-\\S+)*)\\s+([a-z-]+)");
  private static final Pattern FIRST = Pattern.compile("(?m)^\\s*(?:\\$ )?([a-z]+)(?=\\s)");
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^(?:apiVersion|kind): *[\"']?([^\\s\"'#]+)");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.:]*[a-z0-9])?");
  private static final Pattern PORT = Pattern.compile("https?://[^/]*:(\\d+)(/.*)?");
  private static final int LAST_PORT = 65_535;

  private final Reading in;

  KnownNames(Reading in) {
    this.in = in;
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new TreeMap<>();
    add(kinds, "", "Namespace Node Pod Service ConfigMap Secret ServiceAccount Event Endpoints");
    add(kinds, "apps", "Deployment StatefulSet DaemonSet ReplicaSet");
    add(kinds, "batch", "Job CronJob");
    add(kinds, "discovery.k8s.io", "EndpointSlice");
    add(kinds, "networking.k8s.io", "NetworkPolicy Ingress IngressClass");
    add(kinds, "apiextensions.k8s.io", "CustomResourceDefinition");
    add(
        kinds,
        "admissionregistration.k8s.io",
        "MutatingWebhookConfiguration ValidatingWebhookConfiguration");
    add(kinds, "rbac.authorization.k8s.io", "Role RoleBinding ClusterRole ClusterRoleBinding");
    add(kinds, ISTIO, "ServiceEntry DestinationRule VirtualService Sidecar WorkloadEntry");
    add(kinds, ISTIO, "WorkloadGroup EnvoyFilter ProxyConfig");
    add(kinds, GATEWAY, "BackendTLSPolicy HTTPRoute GRPCRoute TLSRoute TCPRoute GatewayClass");
    add(kinds, GATEWAY, "ReferenceGrant");
    add(kinds, "security.istio.io", "PeerAuthentication AuthorizationPolicy RequestAuthentication");
    add(kinds, "telemetry.istio.io", "Telemetry");
    kinds.put("Gateway", ""); // of two groups
    return kinds;
  }

  private static void add(Map<String, String> kinds, String group, String names) {
    for (String name : names.split(" ")) {
      kinds.put(name, group);
    }
  }

  /** Notes a kind that is nearly one that there is, and a kind of another group. */
  void object(MappingFields f) {
    String kind = f.maybeText("kind").orElse("");
    if (!known(f.maybe("kind"), kind)) {
      return;
    }
    String version = f.maybeText("apiVersion").orElse("");
    String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    f.maybe("apiVersion")
        .filter(node -> !version.contains("${") && !kind.equals("Gateway"))
        .filter(node -> !version.isEmpty() && !group.equals(KINDS.get(kind)))
        .ifPresent(node -> in.remark(node, group(kind)));
    for (String field : Set.of("name", "namespace")) {
      Optional<String> name = f.maybeText(field);
      f.maybe(field)
          .filter(node -> !name.orElse("").contains("${"))
          .filter(node -> !NAME.matcher(name.orElse("a")).matches())
          .ifPresent(node -> in.remark(node, say("catalog.known.name", name.orElse(""))));
    }
  }

  private static String group(String kind) {
    String group = KINDS.get(kind);
    return group.isEmpty()
        ? say("catalog.known.core", kind)
        : say("catalog.known.group", kind, group);
  }

  private boolean known(Optional<Node> at, String kind) {
    if (KINDS.containsKey(kind)) {
      return true;
    }
    String hint = kind.contains("${") ? "" : Spelling.hint(kind, KINDS.keySet());
    if (!hint.isEmpty()) {
      at.ifPresent(node -> in.remark(node, say("catalog.known.kind", kind) + hint));
    }
    return false;
  }

  /** Notes a field, or a value of one, that a probe does not observe. */
  void field(Node key, String path, Node value, String probe) {
    new KnownFields(in::remark, probe).check(key, path, value);
  }

  /** Notes the same in a manifest. */
  void manifest(Source source) {
    Matcher declared = DECLARED.matcher(source.text());
    while (declared.find()) {
      String word = declared.group(1);
      Collection<String> known =
          declared.group().startsWith("kind")
              ? KINDS.keySet()
              : KINDS.values().stream()
                  .filter(group -> !group.isEmpty())
                  .collect(Collectors.toCollection(TreeSet::new));
      String name = word.replaceFirst("/.*", "");
      String hint = known.contains(name) ? "" : Spelling.hint(name, known);
      if (!hint.isEmpty() && !name.contains("${") && !name.matches("v[0-9].*")) {
        in.remark(source.mistake(declared.start(1), say("catalog.known.kind", name) + hint));
      }
    }
  }

  /** Notes a tool that there is not. */
  void tool(Node at, String tool) {
    if (!TOOLS.contains(tool)) {
      String all = String.join(", ", new TreeSet<>(TOOLS));
      in.remark(at, say("catalog.known.tool", tool, all) + Spelling.hint(tool, TOOLS));
    }
  }

  /** Notes a program that is nearly the one that sends requests. */
  void sender(Node at, String program) {
    near(program, SENDERS).ifPresent(hint -> in.remark(at, program(program, hint)));
  }

  /** Notes the same of a URL that has no form, or a port that there is not. */
  void url(Node at, String url) {
    Matcher port = PORT.matcher(url);
    boolean far =
        port.matches() && (port.group(1).length() > 5 || !isPort(Integer.parseInt(port.group(1))));
    if (!url.startsWith("${") && !url.matches("https?://[^/:].*")) {
      in.remark(at, say("catalog.subject.no-url"));
    } else if (far) {
      in.remark(at, say("catalog.outside.port"));
    }
  }

  /** Notes a port that there is not. */
  void port(Optional<Node> at, int port) {
    at.filter(node -> !isPort(port))
        .ifPresent(node -> in.remark(node, say("catalog.outside.port")));
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= LAST_PORT;
  }

  /** Notes programs and verbs in commands that are nearly some that there are. */
  void commands(Node at, String commands) {
    slips(commands).ifPresent(slip -> in.remark(at, slip.word(), slip.what()));
  }

  /** A word that is wrong in commands. */
  private record Slip(String word, String what) {}

  private static Optional<Slip> slips(String commands) {
    Matcher first = FIRST.matcher(commands);
    while (first.find()) {
      Optional<String> hint = near(first.group(1), PROGRAMS);
      if (hint.isPresent()) {
        return Optional.of(new Slip(first.group(1), program(first.group(1), hint.get())));
      }
    }
    Matcher kubectl = KUBECTL.matcher(commands);
    while (kubectl.find()) {
      String verb = kubectl.group(2);
      if (!VERBS.contains(verb)) {
        String what = say("catalog.known.verb", verb) + Spelling.hint(verb, VERBS);
        return Optional.of(new Slip(verb, what));
      }
    }
    return Optional.empty();
  }

  private static String program(String word, String hint) {
    return say("catalog.known.program", word) + hint;
  }

  private static Optional<String> near(String word, Set<String> known) {
    String hint = known.contains(word) || word.length() < 4 ? "" : Spelling.hint(word, known);
    return Optional.of(hint).filter(one -> !one.isEmpty());
  }
}
