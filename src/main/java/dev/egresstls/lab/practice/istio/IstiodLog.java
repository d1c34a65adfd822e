package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What istiod logs while it works: the CRDs that it ignores. */
public final class IstiodLog implements Controller {
  private static final String DISCOVERY = "discovery";

  private final ControllerContext context;
  private final IstioLogs logs;
  private final Set<String> told = new HashSet<>();

  public IstiodLog(ControllerContext context, IstioLogs logs) {
    this.context = context;
    this.logs = logs;
  }

  @Override
  public void seen(ObjectChange change) {
    String key = change.resource().key();
    if (!MeshReader.matters(key) && !key.equals("pods")) {
      return;
    }
    List<Tree> pods = context.objects().list("pods").stream().filter(IstiodLog::isIstiod).toList();
    if (pods.isEmpty()) {
      return;
    }
    Observation seen = MeshReader.read(context.objects(), Map.of());
    if (Policies.ignored(seen).filter(Ignored.BUNDLE_TOO_OLD::equals).isPresent()) {
      String bundle = seen.crd().map(PolicyCrd::bundle).orElse("").replaceFirst("^v", "");
      pods.forEach(pod -> tellOnce(pod, level(seen), ignoring(bundle)));
    }
  }

  private static boolean isIstiod(Tree pod) {
    return pod.at("metadata.namespace").text("").equals(IstiodDeployment.NAMESPACE)
        && pod.at("metadata.labels").get("app").text("").equals(IstiodDeployment.NAME)
        && Conditions.isTrue(pod, "Ready");
  }

  /** As istiod 1.29.1 says it (captured). */
  private static String ignoring(String bundle) {
    return "CRD "
        + PolicyCrd.NAME
        + " version "
        + bundle
        + " is below minimum version "
        + GatewayApi.FIRST_V1.substring(1)
        + ", ignoring";
  }

  /** A warning since 1.30.2 (#60357), information before. */
  private static String level(Observation seen) {
    boolean warns = seen.istio().filter(Difference.WARNS_OF_OLD_BUNDLE::holds).isPresent();
    return warns ? "warn" : "info";
  }

  private void tellOnce(Tree pod, String level, String text) {
    if (told.add(pod.at("metadata.uid").text("") + text)) {
      logs.line(pod, DISCOVERY, level, text);
    }
  }
}
