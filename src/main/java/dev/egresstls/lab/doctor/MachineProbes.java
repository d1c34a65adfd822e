package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.Machine;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** This machine and its network. */
final class MachineProbes {
  /** What is left of the three seconds of a doctor, of which a JVM takes one to start. */
  private static final Duration PATIENCE = Duration.ofMillis(1800);

  /** kind.sigs.k8s.io/docs/user/known-issues, "pod errors due to too many open files". */
  private static final Map<String, Long> INOTIFY = inotifyLimits();

  /** Where the images of a kind node, of istiod and of the client come from. */
  private static final String REGISTRY = "registry-1.docker.io";

  private MachineProbes() {}

  private static Map<String, Long> inotifyLimits() {
    Map<String, Long> limits = new LinkedHashMap<>();
    limits.put("fs.inotify.max_user_watches", 524288L);
    limits.put("fs.inotify.max_user_instances", 512L);
    return limits;
  }

  static List<HealthFinding> inotify(Patient patient) {
    List<HealthFinding> findings = new ArrayList<>();
    INOTIFY.forEach(
        (name, least) -> {
          OptionalLong now = patient.world().machine().limit(name);
          if (now.isPresent() && now.getAsLong() < least) {
            findings.add(
                HealthFinding.warning(
                    say("doctor.inotify.little", name, now.getAsLong()),
                    say("doctor.inotify.set", name, least)));
          }
        });
    return findings.isEmpty()
        ? List.of(HealthFinding.fine(say("doctor.inotify.enough")))
        : findings;
  }

  static List<HealthFinding> dns(Patient patient) throws InterruptedException {
    Optional<Integer> step = patient.doing(Action.Resolve.class::isInstance);
    try {
      int found = patient.world().names().ipv4(patient.host()).size();
      return List.of(HealthFinding.fine(say("doctor.dns.found", patient.host(), found)));
    } catch (LabFailure e) {
      String what = e.problem().what();
      return List.of(
          step.map(number -> patient.fails(number, what, say("doctor.dns.give")))
              .orElseGet(
                  () ->
                      HealthFinding.warning(say("doctor.dns.none", what), say("doctor.dns.give"))));
    }
  }

  static List<HealthFinding> proxy(Patient patient) {
    Machine machine = patient.world().machine();
    Optional<URI> proxy = machine.proxy(server(patient.host()));
    if (proxy.isEmpty()) {
      return List.of(HealthFinding.fine(say("doctor.proxy.none")));
    }
    String at = proxy.get().getHost() + ":" + proxy.get().getPort();
    Optional<String> server =
        patient
            .cluster()
            .map(cluster -> URI.create(cluster.facts().server()))
            .filter(api -> machine.proxy(api).isPresent())
            .map(URI::getHost);
    return List.of(
        server
            .map(
                host ->
                    HealthFinding.warning(
                        say("doctor.proxy.server", at, host), "export NO_PROXY=" + host))
            .orElseGet(
                () ->
                    HealthFinding.warning(say("doctor.proxy.pods", at), say("doctor.proxy.know"))));
  }

  private static URI server(String host) {
    return URI.create("https://" + host + ":443");
  }

  private static Optional<String> unreachable(Patient patient, URI server) {
    return patient.world().machine().unreachable(server, PATIENCE);
  }

  static List<HealthFinding> egress(Patient patient) {
    return List.of(
        unreachable(patient, server(patient.host()))
            .map(
                why ->
                    HealthFinding.warning(
                        say("doctor.egress.closed", patient.host(), why),
                        say("doctor.egress.open", patient.host())))
            .orElseGet(() -> HealthFinding.fine(say("doctor.egress.fine", patient.host()))));
  }

  /** What has been downloaded already, or is given as a file, needs no network. */
  static List<HealthFinding> downloads(Patient patient) {
    List<HealthFinding> findings = new ArrayList<>();
    for (int number = 1; number <= patient.lab().steps().size(); number++) {
      for (Action action : patient.step(number).actions()) {
        if (action instanceof Action.Download load && !patient.holding().contains(number)) {
          download(patient, number, load).ifPresent(findings::add);
        }
      }
    }
    return findings.isEmpty()
        ? List.of(HealthFinding.fine(say("doctor.downloads.fine")))
        : findings;
  }

  private static Optional<HealthFinding> download(
      Patient patient, int number, Action.Download load) {
    String url = patient.vars().fill(load.url());
    String sha256 = patient.vars().fill(load.sha256());
    if (patient.world().downloads().atHand(url, sha256, load.option())) {
      return Optional.empty();
    }
    String host = URI.create(url).getHost();
    return unreachable(patient, server(host))
        .map(
            why ->
                patient.fails(
                    number,
                    say("doctor.downloads.closed", host, why),
                    say("doctor.downloads.file", load.option())));
  }

  /** The nodes fetch images, and not this machine: what it sees is a hint, and no proof. */
  static List<HealthFinding> registries(Patient patient) {
    return List.of(
        unreachable(patient, server(REGISTRY))
            .map(
                why ->
                    HealthFinding.warning(
                        say("doctor.registries.closed", REGISTRY, why),
                        say("doctor.registries.load")))
            .orElseGet(() -> HealthFinding.fine(say("doctor.registries.fine", REGISTRY))));
  }
}
