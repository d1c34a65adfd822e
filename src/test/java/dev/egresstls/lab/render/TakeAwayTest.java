package dev.egresstls.lab.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakeAwayTest {
  private static final String AT = "--context kind-kind";

  private final Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));

  private TakeAway of(List<Step> steps) {
    TakeAway.Target target = new TakeAway.Target(AT, AT, "/state/kubeconfig.yaml");
    return TakeAway.of(steps, Vars.of(lab, Map.of("ns", "shop"))::show, target);
  }

  @Test
  void what_was_put_there_last_is_taken_away_first_and_what_others_may_use_stands_apart() {
    TakeAway away = of(lab.steps().subList(1, 8));
    assertEquals(
        List.of(
            "kubectl --context kind-kind -n shop delete backendtlspolicy google-tls",
            "kubectl --context kind-kind -n shop delete endpointslice google-headless",
            "kubectl --context kind-kind -n shop delete service google-headless",
            "kubectl --context kind-kind -n shop delete -f"
                + " https://raw.githubusercontent.com/istio/istio/1.27.9/samples/curl/curl.yaml",
            "kubectl --context kind-kind label namespace shop istio-injection-"),
        away.own());
    assertEquals(
        List.of(
            "istioctl --context kind-kind uninstall --purge -y",
            "kubectl --context kind-kind delete namespace istio-system",
            "kubectl --context kind-kind delete -f https://github.com/kubernetes-sigs/gateway-api"
                + "/releases/download/v1.3.0/experimental-install.yaml"),
        away.shared());
  }

  @Test
  void a_cluster_that_the_lab_created_goes_as_a_whole() {
    TakeAway away = of(lab.steps());
    assertEquals(List.of("kind delete cluster --kubeconfig /state/kubeconfig.yaml"), away.own());
    assertEquals(List.of(), away.shared());
  }

  @Test
  void nothing_is_said_of_steps_that_were_not_done() {
    TakeAway away = of(List.of(lab.steps().get(5), lab.steps().get(7)));
    assertEquals(
        List.of("kubectl --context kind-kind -n shop delete endpointslice google-headless"),
        away.own());
  }
}
