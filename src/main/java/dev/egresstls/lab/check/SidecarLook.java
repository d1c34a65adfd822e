package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.rule.AutoNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at what the sidecar's Envoy is configured with. One answer serves all checks of a look, and
 * what was read right after a request serves the checks that belong to it.
 */
final class SidecarLook {
  /** What could be read of a sidecar, or why it could not. */
  private record Dump(Optional<ConfigDump> config, String nothing, String proxy) {
    /** Nothing could be read. */
    static Dump nothing(String why) {
      return new Dump(Optional.empty(), why, say("check.fact.sidecar"));
    }
  }

  private static final String PROXY = "istio-proxy";

  /** Stands for what the sidecar is not yet asked for. */
  static final Evidence LATER = Evidence.nothing(say("check.sidecar"), say("check.later"));

  private final SidecarDumps dumps;
  private final ObjectLook objects;
  private final Set<String> names;
  private final Map<String, ConfigDump> read = new HashMap<>();

  /**
   * One look.
   *
   * @param names what it may look at
   * @param sent what came of requests: what was read with them is not asked for again
   */
  SidecarLook(
      SidecarDumps dumps, ObjectLook objects, Set<String> names, Collection<Evidence> sent) {
    this.dumps = dumps;
    this.objects = objects;
    this.names = names;
    for (Evidence evidence : sent) {
      evidence.proof().ifPresent(this::keep);
    }
  }

  private void keep(Proof proof) {
    Dial dial = proof.predicted().dial();
    proof.sighting().dump().ifPresent(dump -> read.put(dial.namespace() + "/" + dial.pod(), dump));
  }

  /** The names of what checks look at in the sidecar. */
  static Set<String> names(Collection<Check> checks, Vars vars) {
    Set<String> names = new LinkedHashSet<>();
    for (Check check : checks) {
      if (check.probe() instanceof Probe.EnvoyCluster cluster) {
        add(names, cluster.name(), vars);
      } else if (check.probe() instanceof Probe.EnvoyListeners listeners) {
        names.add("*_" + listeners.port());
      } else if (check.probe() instanceof Probe.EnvoySecret secret) {
        add(names, secret.name(), vars);
      }
    }
    return names;
  }

  /** A name with a value that is not known yet is omitted; its own check says so. */
  private static void add(Set<String> names, String template, Vars vars) {
    try {
      names.add(vars.fill(template));
    } catch (LabFailure e) {
      return;
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
      return Evidence.unknown(say("check.sidecar"), e.problem());
    }
  }

  private Evidence cluster(Probe.EnvoyCluster probe, Vars vars) throws InterruptedException {
    String name = vars.fill(probe.name());
    String subject = say("check.cluster.subject", name);
    Dump dump = read(probe.namespace(), probe.deployment(), vars);
    if (dump.config().isEmpty()) {
      return Evidence.nothing(subject, dump.nothing());
    }
    return dump.config()
        .get()
        .cluster(name)
        .map(found -> cluster(subject, found, dump.proxy()))
        .orElse(Evidence.nothing(subject, say("check.cluster.none", dump.proxy())));
  }

  private static Evidence cluster(String subject, ConfigDump.Cluster found, String proxy) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", found.name());
    tree.put("type", found.type());
    found.portOverride().ifPresent(port -> tree.put("portOverride", port));
    found.tls().ifPresent(tls -> tree.put("tls", tls(tls, found.security().auto())));
    String how =
        found
            .tls()
            .map(tls -> say("check.cluster.tls", found.type(), tls.sni()))
            .orElse(say("check.cluster.plain", found.type()));
    return Evidence.of(subject, Tree.of(tree)).fact(proxy, how);
  }

  private static Tree tls(Tls tls, AutoNames auto) {
    return Tree.object(
        "sni", tls.sni(),
        "ca", tls.ca(),
        "sans", tls.sans(),
        "autoSni", auto.sni(),
        "autoSan", auto.san());
  }

  private Evidence listeners(Probe.EnvoyListeners probe, Vars vars) throws InterruptedException {
    String namespace = vars.fill(probe.namespace());
    String cluster = vars.fill(probe.cluster());
    Dump dump = read(probe.namespace(), probe.deployment(), vars);
    String subject = say("check.listeners.subject", probe.port(), dump.proxy());
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
        .fact(say("check.fact.listeners"), say("check.listeners.count", active.size(), all));
  }

  private Evidence secret(Probe.EnvoySecret probe, Vars vars) throws InterruptedException {
    String name = vars.fill(probe.name());
    Dump dump = read(probe.namespace(), probe.deployment(), vars);
    String subject = say("check.secret.subject", name, dump.proxy());
    if (dump.config().isEmpty()) {
      return Evidence.nothing(subject, dump.nothing());
    }
    return dump.config()
        .get()
        .secret(name)
        .map(
            secret ->
                Evidence.of(subject, Tree.object("name", secret.name(), "active", secret.active()))
                    .fact("CA", loaded(name, secret.active())))
        .orElse(Evidence.nothing(subject, say("check.secret.none", dump.proxy())));
  }

  private static String loaded(String name, boolean active) {
    return active ? say("check.secret.loaded", name) : say("check.secret.notYet", name);
  }

  private Dump read(String namespace, String deployment, Vars vars) throws InterruptedException {
    String ns = vars.fill(namespace);
    String owner = vars.fill(deployment);
    Optional<Tree> pod = objects.newestPod(ns, owner);
    if (pod.isEmpty()) {
      return Dump.nothing(say("check.deploymentWithoutPod", ns, owner));
    }
    if (!Sidecar.of(pod.get()).present()) {
      return Dump.nothing(say("check.noSidecar", Ref.of(pod.get())));
    }
    String name = pod.get().at("metadata.name").text("");
    return new Dump(Optional.of(ask(ns, name)), "", proxy(pod.get()));
  }

  /** A pod that runs nothing else is a gateway. */
  private static String proxy(Tree pod) {
    boolean alone =
        pod.at("spec.containers").items().stream()
            .allMatch(one -> one.get("name").text("").equals(PROXY));
    return alone ? say("check.fact.gateway") : say("check.fact.sidecar");
  }

  private ConfigDump ask(String namespace, String pod) throws InterruptedException {
    String key = namespace + "/" + pod;
    if (!read.containsKey(key)) {
      read.put(key, dumps.read(namespace, pod, NameFilter.of(names)));
    }
    return read.get(key);
  }
}
