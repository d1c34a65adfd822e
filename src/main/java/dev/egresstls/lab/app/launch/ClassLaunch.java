package dev.egresstls.lab.app.launch;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.classroom.Enrolment;
import dev.egresstls.lab.classroom.LearnerAccess;
import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.confined.ConfinedWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is otherwise where a lab is opened in a class. */
final class ClassLaunch {
  private static final Access EVERYTHING =
      new Access("list", "discovery.k8s.io", "endpointslices", Optional.empty());

  private ClassLaunch() {}

  /** Whether the namespace that was chosen, or that the context names, belongs to a class. */
  static Optional<Enrolment> enrolment(World world, LaunchOptions choice) {
    Optional<String> namespace = Optional.ofNullable(choice.vars().get("ns")).or(world::namespace);
    return namespace.flatMap(
        name -> world.cluster().flatMap(one -> Enrolment.of(one.resources(), name)));
  }

  /** The world as a learner sees it; whoever may look everywhere sees all. */
  static World confined(World world, Enrolment enrolment, Lab lab) {
    Map<Access, Boolean> allowed =
        world
            .cluster()
            .map(Cluster::resources)
            .map(all -> all.allowed(List.of(EVERYTHING)))
            .orElse(Map.of());
    if (!Boolean.FALSE.equals(allowed.get(EVERYTHING))) {
      return world;
    }
    Vars vars = Vars.of(lab, Map.of("ns", enrolment.namespace()));
    LearnerAccess access = LearnerAccess.of(lab, vars);
    return ConfinedWorld.over(
        world,
        List.of(enrolment.namespace(), "istio-system"),
        (namespace, kind) -> access.lists(namespace, kind));
  }

  /** Whoever takes part in a class hears of an event after everybody else. */
  static void hear(Event event, Sink sink, Seat seat) {
    sink.accept(event);
    if (seat != null) {
      seat.happened(event);
    }
  }

  /**
   * Refuses to go on where nothing at all may be looked at: one sentence, and not one a check.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (denied)
   */
  static void blind(LabRun run, String context) {
    List<Verdict> all =
        run.reports().stream().flatMap(report -> report.verdicts().stream()).toList();
    boolean blind =
        !all.isEmpty()
            && all.stream()
                .allMatch(
                    one ->
                        one.problem()
                            .filter(problem -> problem.kind() == Problem.Kind.DENIED)
                            .isPresent());
    if (blind) {
      throw Problem.of(
              Problem.Kind.DENIED,
              say("cli.denied.all", context),
              say("cli.denied.all.try", context))
          .failure();
    }
  }
}
