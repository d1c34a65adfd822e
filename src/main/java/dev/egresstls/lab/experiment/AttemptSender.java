package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.ClientPod;
import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.check.Judge;
import dev.egresstls.lab.check.RequestProver;
import dev.egresstls.lab.check.SentTree;
import dev.egresstls.lab.check.SidecarDumps;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.AttemptReport;
import dev.egresstls.lab.lab.Attempt;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends one request of a what-if, and compares. */
final class AttemptSender {
  private final LabRun run;
  private final World world;
  private final Vars vars;
  private final Probe.Request usual;

  /** What a request came to, and what was seen, for the explanation. */
  record Result(AttemptReport report, Tree seen) {}

  AttemptSender(LabRun run, World world, Vars vars) {
    this.run = run;
    this.world = world;
    this.vars = vars;
    this.usual =
        run.lab().steps().stream()
            .flatMap(step -> step.checks().stream())
            .map(Check::probe)
            .filter(Probe.Request.class::isInstance)
            .map(Probe.Request.class::cast)
            .findFirst()
            .orElseThrow(
                () -> Problem.of(Problem.Kind.USAGE, say("experiment.noRequest")).failure());
  }

  Result send(Attempt attempt) throws InterruptedException {
    List<String> argv =
        (attempt.argv().isEmpty() ? usual.argv() : attempt.argv())
            .stream().map(vars::fill).toList();
    ClientPod client = client(attempt);
    Dial dial = dial(attempt.dials(), argv, client);
    follow(client, dial);
    RequestProver prover =
        new RequestProver(run.sender(), new SidecarDumps(cluster().pods()), run.mesh());
    return result(
        attempt,
        argv,
        attempt.dials().isPresent()
            ? prover.prove(client, argv, dial)
            : prover.prove(client, argv, Set.of()));
  }

  /** Sends the lab's own request; what came of it is what {@code proof} shows then. */
  Proof own() throws InterruptedException {
    ClientPod client = run.clientPod();
    follow(client, dial(Optional.empty(), usual.argv().stream().map(vars::fill).toList(), client));
    return run.proof(true);
  }

  /** The URL of the lab's own request. */
  String url() {
    return usual.argv().stream()
        .map(vars::fill)
        .filter(word -> word.matches("https?://.*"))
        .findFirst()
        .orElse("");
  }

  /** Waits until the sidecar has followed what was changed. */
  private void follow(ClientPod client, Dial dial) throws InterruptedException {
    Observation before = run.mesh().observed(run.dns());
    SidecarConfig config = SidecarConfig.expected(before, client.namespace(), client.name());
    new SidecarUpdate(new SidecarDumps(cluster().pods()), world.clock())
        .await(client, PathModel.trace(dial, before, config), before, config);
  }

  private Cluster cluster() {
    return world.cluster().orElseThrow();
  }

  private Dial dial(Optional<String> dials, List<String> argv, ClientPod client) {
    Dial dial =
        dials
            .map(vars::fill)
            .flatMap(url -> PathModel.dial(url, client.namespace(), client.name()))
            .or(() -> PathModel.dial(argv, client.namespace(), client.name()))
            .orElseThrow(
                () ->
                    Problem.of(Problem.Kind.USAGE, say("experiment.noUrl", String.join(" ", argv)))
                        .failure());
    return resolved(argv, dial).map(address -> dial.told(Optional.of(address))).orElse(dial);
  }

  /** The address of {@code --resolve HOST:PORT:ADDRESS}, if it is for this dial. */
  private static Optional<String> resolved(List<String> argv, Dial dial) {
    String place = dial.host() + ":" + dial.port() + ":";
    int at = argv.indexOf("--resolve");
    return at >= 0 && at + 1 < argv.size() && argv.get(at + 1).startsWith(place)
        ? Optional.of(argv.get(at + 1).substring(place.length()).replaceAll("[\\[\\]]", ""))
        : Optional.empty();
  }

  private ClientPod client(Attempt attempt) throws InterruptedException {
    if (attempt.deployment().isEmpty()) {
      return run.clientPod();
    }
    String namespace = vars.fill(usual.namespace());
    String deployment = vars.fill(attempt.deployment().get());
    Tree pod =
        DeploymentPods.newest(run.mesh().objects(), namespace, deployment)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.PATIENCE,
                            say("experiment.noPod", namespace, deployment),
                            "kubectl -n " + namespace + " get pods")
                        .failure());
    return new ClientPod(namespace, deployment, vars.fill(usual.container()), pod);
  }

  private Result result(Attempt attempt, List<String> argv, Proof proof) {
    Tree seen =
        SentTree.of(proof.sighting(), proof.predicted(), List.of(), proof.predicted().address());
    Check check = new Check("request", "", usual, attempt.expect(), Duration.ZERO);
    var verdict = Judge.judge(check, Evidence.of(say("experiment.request"), seen), vars);
    AttemptReport report =
        new AttemptReport(
            vars.fill(attempt.says()),
            String.join(" ", argv),
            PredictionCheck.way(proof.predicted()),
            proof.predicted().outlook(),
            PredictionCheck.rows(proof),
            verdict.gaps());
    return new Result(report, seen);
  }

  /** The values that an explanation may use. */
  static Vars told(Vars vars, Tree seen) {
    Vars told = vars;
    for (String name : Probe.Request.TOLD) {
      if (seen.get(name).isPresent()) {
        told = told.with(name, List.of(seen.get(name).text("")));
      }
    }
    return told;
  }

  /** What only what-ifs know: the host's first address, and the others. */
  static Vars withAddresses(Vars vars, Map<String, List<String>> dns) {
    List<String> all = dns.values().stream().findFirst().orElse(List.of());
    if (all.isEmpty()) {
      return vars;
    }
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("address", List.of(all.get(0)));
    // A slice must not be empty; this address is set aside for documentation (RFC 5737).
    names.put("otherAddresses", all.size() > 1 ? all.subList(1, all.size()) : List.of("192.0.2.1"));
    Vars more = vars;
    for (Map.Entry<String, List<String>> name : names.entrySet()) {
      more = more.with(name.getKey(), name.getValue());
    }
    return more;
  }
}
