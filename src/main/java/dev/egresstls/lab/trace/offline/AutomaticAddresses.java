package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.ProxySettings;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that istiod allots to ServiceEntries which have none, in the status (istio
 * pilot/pkg/controllers/ipallocate @1.31.0). A manifest has no status yet.
 */
final class AutomaticAddresses {
  private static final String NETWORK = "240.240.255.";
  private static final int FIRST = 1;

  private AutomaticAddresses() {}

  /** Gives those an address that need one, if the client's proxy answers DNS. */
  static void allot(Draft draft, Tree client) {
    Optional<Tree> map = draft.find("ConfigMap", "istio-system", "istio");
    Tree mesh = map.map(ControlPlaneDraft::settings).orElse(Tree.MISSING);
    if (new ProxySettings(client, mesh).capturesDns("").isEmpty()) {
      return;
    }
    int next = FIRST;
    for (Tree entry : draft.all("ServiceEntry").toList()) {
      if (wants(entry)) {
        List<Tree> addresses = new ArrayList<>();
        for (String host : entry.at("spec.hosts").texts()) {
          if (!Hosts.isPattern(host)) {
            String address = NETWORK + next++;
            addresses.add(Tree.object("host", host, "value", address));
            draft.assume(say("trace.assume.automatic", address, host));
          }
        }
        draft.put(TreeEdit.put(entry, addresses, "status", "addresses"));
      }
    }
  }

  private static boolean wants(Tree entry) {
    return !MeshService.refusesAddress(entry)
        && entry.at("spec.addresses").items().isEmpty()
        && entry.at("status.addresses").items().isEmpty()
        && !entry.at("spec.resolution").text("NONE").equals("NONE")
        && !ObjectNames.name(entry).isEmpty();
  }

  /** Whether istiod has allotted an address: DNS outside the cluster does not know it. */
  static boolean has(Draft draft, String address) {
    return draft
        .all("ServiceEntry")
        .flatMap(entry -> entry.at("status.addresses").items().stream())
        .anyMatch(one -> one.get("value").text("").equals(address));
  }
}
