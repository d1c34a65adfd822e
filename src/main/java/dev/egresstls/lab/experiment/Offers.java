package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Requires;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.VersionRange;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which what-ifs a lab has, and which of them the cluster at hand can show now. */
final class Offers {
  private final LabRun run;
  private final World world;

  Offers(LabRun run, World world) {
    this.run = run;
    this.world = world;
  }

  List<Offer> all() throws InterruptedException {
    List<Offer> offers = new ArrayList<>();
    for (WhatIf whatIf : run.lab().whatIfs()) {
      offers.add(offer(whatIf));
    }
    return offers;
  }

  /**
   * The what-if of that id.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if the lab has none
   */
  Offer named(String id) throws InterruptedException {
    List<String> ids = run.lab().whatIfs().stream().map(WhatIf::id).toList();
    return offer(
        run.lab()
            .whatIf(id)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.USAGE,
                            say("experiment.noSuch", id, Spelling.hint(id, ids)),
                            say("experiment.tryList"))
                        .failure()));
  }

  private Offer offer(WhatIf whatIf) throws InterruptedException {
    Requires requires = whatIf.requires();
    if (world.confined() && NeededAccess.reachesOutside(whatIf.turns(), run.vars())) {
      Optional<String> needed = requires.scratch();
      String istio = needed.isPresent() ? needed.get() : version().orElse("");
      return Offer.apart(whatIf, istio, say("experiment.shared", run.vars().text("ns").orElse("")));
    }
    boolean practice = world.mode() == World.Mode.PRACTICE;
    Optional<Problem> misfit = misfit(requires, whatIf.id());
    if (misfit.isPresent()) {
      return practice && requires.scratch().isPresent()
          ? Offer.onScratch(whatIf, requires.scratch().get())
          : Offer.not(whatIf, misfit.get());
    }
    return open().map(why -> Offer.not(whatIf, why)).orElseGet(() -> Offer.here(whatIf));
  }

  /** Why this cluster can never show it. */
  Optional<Problem> misfit(Requires requires, String id) throws InterruptedException {
    Optional<VersionRange> range = requires.istio().map(VersionRange::of);
    Optional<String> istio = range.isPresent() ? version() : Optional.empty();
    if (istio.isPresent() && !range.get().contains(istio.get())) {
      return Optional.of(elsewhere(id, say("experiment.otherIstio", range.get(), istio.get())));
    }
    if (requires.ipv6() && world.cluster().isPresent() && !hasIpv6()) {
      return Optional.of(elsewhere(id, say("experiment.noIpv6")));
    }
    return Optional.empty();
  }

  private static Problem elsewhere(String id, String why) {
    return Problem.of(Problem.Kind.PRECONDITION, why, say("experiment.elsewhere", id));
  }

  /** istiod's version; that of the track if none is installed yet. */
  private Optional<String> version() throws InterruptedException {
    if (world.cluster().isEmpty()) {
      return run.vars().text("istioVersion");
    }
    Observation seen = run.mesh().observed(Map.of());
    return seen.istio().map(IstioVersion::toString).or(() -> run.vars().text("istioVersion"));
  }

  private boolean hasIpv6() throws InterruptedException {
    return run.session().state(client()) != StepState.HOLDS
        ? world.mode() != World.Mode.PRACTICE
        : run.clientPod().pod().at("status.podIPs").items().stream()
            .anyMatch(ip -> ip.get("ip").text("").indexOf(':') >= 0);
  }

  /** The number of the step whose pod sends the request. */
  private int client() {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      boolean pod =
          run.lab().steps().get(number - 1).checks().stream()
              .anyMatch(check -> check.probe() instanceof Probe.PodState);
      if (pod) {
        return number;
      }
    }
    return 1;
  }

  /** Why it cannot be shown yet. */
  Optional<Problem> open() {
    if (world.cluster().isEmpty()) {
      return Optional.of(
          Problem.of(
              Problem.Kind.PRECONDITION, say("experiment.noCluster"), say("experiment.firstStep")));
    }
    Lab lab = run.lab();
    List<String> open = new ArrayList<>();
    for (int number = 1; number <= lab.steps().size(); number++) {
      Step step = lab.steps().get(number - 1);
      boolean sends = step.checks().stream().anyMatch(one -> one.probe() instanceof Probe.Request);
      if (!sends && run.session().state(number) != StepState.HOLDS) {
        open.add(number + " " + step.label());
      }
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Problem.Kind.PRECONDITION,
                say("experiment.open", String.join(", ", open)),
                say("experiment.runAll")));
  }
}
