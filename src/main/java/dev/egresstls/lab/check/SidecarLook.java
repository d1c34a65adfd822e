package dev.egresstls.lab.check;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.seen.ConfigDump;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what the sidecar's Envoy is configured with, by pilot-agent in the pod. An answer serves
 * all checks of a round.
 */
final class SidecarLook {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String CONTAINER = "istio-proxy";

  /** What could be read of a sidecar, or why it could not. */
  private record Dump(Tree pod, Optional<ConfigDump> config, String nothing) {}

  private final Pods pods;
  private final ObjectLook objects;
  private final Map<String, ConfigDump> round = new HashMap<>();

  SidecarLook(Pods pods, ObjectLook objects) {
    this.pods = pods;
    this.objects = objects;
  }

  /** Begins a new round: what was read before no longer counts. */
  void forget() {
    synchronized (round) {
      round.clear();
    }
  }

  /** What a probe of the sidecar sees. */
  Evidence see(Probe probe, Vars vars) throws InterruptedException {
    try {
      if (probe instanceof Probe.EnvoyCluster cluster) {
        return cluster(cluster, vars);
      }
      if (probe instanceof Probe.EnvoyListeners listeners) {
        return listeners(listeners, vars);
      }
      return secret((Probe.EnvoySecret) probe, vars);
    } catch (LabFailure e) {
      return Evidence.unknown("the sidecar", e.problem());
    }
  }

  private Evidence cluster(Probe.EnvoyCluster probe, Vars vars) throws InterruptedException {
    String name = vars.fill(probe.name());
    String subject = "Envoy cluster " + name;
    String host = name.substring(name.lastIndexOf('|') + 1);
    Dump dump =
        read(probe.namespace(), probe.deployment(), "dynamic_active_clusters", ".*" + host, vars);
    if (dump.config().isEmpty()) {
      return Evidence.nothing(subject, dump.nothing());
    }
    return dump.config()
        .get()
        .cluster(name)
        .map(found -> cluster(subject, found))
        .orElse(Evidence.nothing(subject, "the sidecar has no such cluster"));
  }

  private static Evidence cluster(String subject, ConfigDump.Cluster found) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", found.name());
    tree.put("type", found.type());
    found.tls().ifPresent(tls -> tree.put("tls", tls(tls)));
    String how = found.tls().map(tls -> "with TLS, SNI " + tls.sni()).orElse("in plain text");
    return Evidence.of(subject, Tree.of(tree)).fact("sidecar", found.type() + " " + how);
  }

  private static Tree tls(Tls tls) {
    return Tree.object("sni", tls.sni(), "ca", tls.ca(), "sans", tls.sans());
  }

  private Evidence listeners(Probe.EnvoyListeners probe, Vars vars) throws InterruptedException {
    String namespace = vars.fill(probe.namespace());
    String cluster = vars.fill(probe.cluster());
    String subject = "listeners for port " + probe.port() + " in the sidecar";
    Dump dump =
        read(
            probe.namespace(), probe.deployment(), "dynamic_listeners", ".*_" + probe.port(), vars);
    if (dump.config().isEmpty()) {
      return Evidence.nothing(subject, dump.nothing());
    }
    List<String> active = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String address : objects.addresses(namespace, vars.fill(probe.slice()))) {
      String name = address + "_" + probe.port();
      boolean there =
          dump.config()
              .get()
              .listener(name)
              .flatMap(ConfigDump.Listener::cluster)
              .filter(cluster::equals)
              .isPresent();
      (there ? active : missing).add(name);
    }
    int all = active.size() + missing.size();
    return Evidence.of(subject, Tree.object("active", active, "missing", missing))
        .fact("listeners", active.size() + " of " + all + " addresses of the slice have theirs");
  }

  private Evidence secret(Probe.EnvoySecret probe, Vars vars) throws InterruptedException {
    String name = vars.fill(probe.name());
    String subject = "secret " + name + " in the sidecar";
    Dump dump = read(probe.namespace(), probe.deployment(), "dynamic_active_secrets", name, vars);
    if (dump.config().isEmpty()) {
      return Evidence.nothing(subject, dump.nothing());
    }
    return dump.config()
        .get()
        .secret(name)
        .map(
            secret ->
                Evidence.of(subject, Tree.object("name", secret.name(), "active", secret.active()))
                    .fact("CA", name + (secret.active() ? " is loaded" : " is not loaded yet")))
        .orElse(Evidence.nothing(subject, "the sidecar has no such secret"));
  }

  private Dump read(String namespace, String deployment, String resource, String names, Vars vars)
      throws InterruptedException {
    String ns = vars.fill(namespace);
    String owner = vars.fill(deployment);
    Optional<Tree> pod = objects.newestPod(ns, owner);
    if (pod.isEmpty()) {
      return new Dump(
          Tree.MISSING, Optional.empty(), "Deployment " + ns + "/" + owner + " has no pod");
    }
    if (!Sidecar.of(pod.get()).present()) {
      return new Dump(pod.get(), Optional.empty(), Ref.of(pod.get()) + " has no sidecar");
    }
    String path = "config_dump?resource=" + resource + "&name_regex=" + names;
    String name = pod.get().at("metadata.name").text("");
    return new Dump(pod.get(), Optional.of(ask(ns, name, path)), "");
  }

  private ConfigDump ask(String namespace, String pod, String path) throws InterruptedException {
    String key = namespace + "/" + pod + " " + path;
    synchronized (round) {
      if (round.containsKey(key)) {
        return round.get(key);
      }
    }
    Pods.ExecResult result =
        pods.exec(
            namespace, pod, CONTAINER, List.of("pilot-agent", "request", "GET", path), PATIENCE);
    ConfigDump dump = parse(result);
    synchronized (round) {
      round.put(key, dump);
    }
    return dump;
  }

  private static ConfigDump parse(Pods.ExecResult result) {
    try {
      if (result.exit() == 0) {
        return ConfigDump.read(Json.read(result.stdout()));
      }
    } catch (Json.Malformed e) {
      throw unreadable("its answer is not JSON: " + e.getMessage());
    }
    throw unreadable("pilot-agent ended with exit code " + result.exit() + ": " + result.stderr());
  }

  private static LabFailure unreadable(String why) {
    return Problem.of(
            Problem.Kind.PRECONDITION, "the sidecar does not say what it is configured with")
        .because(why.strip())
        .failure();
  }
}
