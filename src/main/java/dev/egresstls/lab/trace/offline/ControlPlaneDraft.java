package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts istiod and the mesh settings into a draft, as they were said or else assumed. */
final class ControlPlaneDraft {
  private static final String NAMESPACE = "istio-system";

  private final Draft draft;
  private final Setting setting;

  ControlPlaneDraft(Draft draft, Setting setting) {
    this.draft = draft;
    this.setting = setting;
  }

  /** Adds both; gives istiod's version. */
  IstioVersion add() {
    Optional<Tree> istiod = draft.find("Deployment", NAMESPACE, "istiod");
    IstioVersion version =
        setting
            .istio()
            .or(() -> istiod.flatMap(ControlPlaneDraft::version))
            .orElseThrow(this::none);
    Map<String, String> env = new LinkedHashMap<>();
    istiod.ifPresent(one -> discovery(one).get("env").items().forEach(e -> read(e, env)));
    if (istiod.isEmpty()) {
      assumeAlphaFlag(version, env);
    }
    env.putAll(setting.flags());
    draft.put(istiod(version, env));
    mesh();
    return version;
  }

  private dev.egresstls.lab.lab.LabFailure none() {
    return Problem.of(
            Problem.Kind.USAGE, say("trace.files.noIstiod"), "--istio " + IstioRelease.newest())
        .failure();
  }

  private static Tree discovery(Tree istiod) {
    return istiod.at("spec.template.spec.containers").items().stream()
        .filter(container -> container.get("name").text("").equals("discovery"))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  private static Optional<IstioVersion> version(Tree istiod) {
    return discovery(istiod).get("image").text().flatMap(IstioVersion::ofImage);
  }

  private static void read(Tree variable, Map<String, String> env) {
    variable.get("name").text().ifPresent(name -> env.put(name, variable.get("value").text("")));
  }

  /**
   * Istio 1.26 and 1.27 read policies with their alpha flag on alone. A dump tells: what istiod
   * reads it gives a status.
   */
  private void assumeAlphaFlag(IstioVersion version, Map<String, String> env) {
    String flag = IstiodFlags.ALPHA_GATEWAY_API;
    List<Tree> policies = draft.all("BackendTLSPolicy").toList();
    if (!IstioRelease.of(version).needsAlphaFlag() || setting.flags().containsKey(flag)) {
      return;
    }
    boolean dumped = policies.stream().anyMatch(one -> one.at("metadata.uid").isPresent());
    boolean read = policies.stream().anyMatch(Policies::read);
    boolean on = policies.isEmpty() || !dumped || read;
    env.put(flag, String.valueOf(on));
    if (!policies.isEmpty()) {
      draft.assume(on ? say("trace.assume.flagOn", flag) : say("trace.assume.flagOff", flag));
    }
  }

  private static Tree istiod(IstioVersion version, Map<String, String> env) {
    List<Tree> variables = new ArrayList<>();
    env.forEach((name, value) -> variables.add(Tree.object("name", name, "value", value)));
    Tree container =
        Tree.object(
            "name", "discovery", "image", "docker.io/istio/pilot:" + version, "env", variables);
    Tree pod = Tree.object("spec", Tree.object("containers", List.of(container)));
    return Tree.object(
        "apiVersion",
        "apps/v1",
        "kind",
        "Deployment",
        "metadata",
        Tree.object("name", "istiod", "namespace", NAMESPACE),
        "spec",
        Tree.object("template", pod));
  }

  private void mesh() {
    Optional<Tree> map = draft.find("ConfigMap", NAMESPACE, "istio");
    Tree mesh = map.map(ControlPlaneDraft::settings).orElseGet(this::assumedMesh);
    if (setting.outbound().isPresent()) {
      String mode = setting.outbound().get().name();
      mesh = TreeEdit.put(mesh, mode, "outboundTrafficPolicy", "mode");
    }
    Tree object =
        map.orElse(
            Tree.object(
                "apiVersion", "v1",
                "kind", "ConfigMap",
                "metadata", Tree.object("name", "istio", "namespace", NAMESPACE)));
    draft.put(TreeEdit.put(object, Yaml.write(mesh), "data", "mesh"));
  }

  static Tree settings(Tree map) {
    try {
      return Yaml.read(map.at("data.mesh").text(""));
    } catch (Yaml.Malformed e) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("trace.files.noMesh", ObjectNames.of(map), e.sentence()),
              say("trace.files.configMap"))
          .failure();
    }
  }

  private Tree assumedMesh() {
    String mode = OutboundPolicy.ALLOW_ANY.name();
    draft.assume(
        setting.outbound().isPresent()
            ? say("trace.assume.log")
            : say("trace.assume.logAndMode", mode));
    return Tree.object(
        "accessLogFile", "/dev/stdout", "outboundTrafficPolicy", Tree.object("mode", mode));
  }
}
