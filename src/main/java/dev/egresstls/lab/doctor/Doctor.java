package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.background.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Examines a machine and a cluster: all probes side by side, and all within a bound. */
public final class Doctor {
  private static final Duration MOST = Duration.ofSeconds(4);

  private Doctor() {}

  /** Looks at everything. */
  public static HealthReport examine(Patient patient) throws InterruptedException {
    return examine(patient, probe -> true);
  }

  /** Looks at what can be fatal, or is worth a line before the first change. */
  public static HealthReport beforeFirstChange(Patient patient) throws InterruptedException {
    return examine(patient, HealthProbe::always);
  }

  /** Why something must not begin that needs more rights than the lab's steps do. */
  public static Optional<Problem> denied(Patient patient, List<Access> needed) {
    return patient.cluster().isEmpty() || needed.isEmpty()
        ? Optional.empty()
        : Permissions.denied(patient, needed);
  }

  private static HealthReport examine(Patient patient, Predicate<HealthProbe> which)
      throws InterruptedException {
    long start = System.nanoTime();
    List<HealthProbe> probes =
        HealthProbes.ALL.stream()
            .filter(which)
            .filter(one -> one.applies().test(patient) || isUnknown(one, patient))
            .toList();
    ExecutorService threads = Executors.newCachedThreadPool(Threads.named("doctor"));
    try {
      List<Future<List<HealthFinding>>> coming = new ArrayList<>();
      for (HealthProbe probe : probes) {
        coming.add(threads.submit(() -> findings(probe, patient)));
      }
      List<HealthFinding> findings = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        HealthProbe probe = probes.get(i);
        long left = MOST.toNanos() - (System.nanoTime() - start);
        taken(coming.get(i), left).forEach(one -> findings.add(one.of(probe.id())));
      }
      long left = MOST.toNanos() - (System.nanoTime() - start);
      sameCluster(threads.submit(() -> another(patient)), left);
      return new HealthReport(findings, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      threads.shutdownNow();
    }
  }

  /** What another cluster shows is no finding about this one; one that is silent shows nothing. */
  private static void sameCluster(Future<Optional<LabFailure>> coming, long left)
      throws InterruptedException {
    try {
      Optional<LabFailure> another = coming.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (another.isPresent()) {
        throw another.get();
      }
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Optional<LabFailure> another(Patient patient) {
    return patient.cluster().flatMap(one -> one.resources().another());
  }

  /** Of a cluster that does not answer nothing is known, and nothing is called fine. */
  private static boolean isUnknown(HealthProbe probe, Patient patient) {
    return probe.where() != HealthProbe.Where.MACHINE
        && patient.unreachable().isPresent()
        && !probe.applies().test(patient);
  }

  private static List<HealthFinding> findings(HealthProbe probe, Patient patient) throws Exception {
    return isUnknown(probe, patient)
        ? List.of(HealthFinding.unknown(say("doctor.unknown", probe.title())))
        : probe.examination().of(patient);
  }

  /** What cannot be looked at is said, and neither fine nor fatal. */
  private static List<HealthFinding> taken(Future<List<HealthFinding>> coming, long left)
      throws InterruptedException {
    try {
      return coming.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(
          HealthFinding.warning(say("doctor.slow", MOST.toSeconds()), say("doctor.slow.again")));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LabFailure failure) {
        Problem problem = failure.problem();
        String remedy =
            problem.tries().isEmpty() ? say("doctor.slow.again") : problem.tries().get(0);
        return List.of(HealthFinding.warning(say("doctor.unseen", problem.what()), remedy));
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
