package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.lab.Scenario.Subject.Workload;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.Optional;

/** Finds the pod that a question is about in a cluster. */
final class LiveClient {
  private final World world;
  private final LabRun run;
  private final TraceQuestion question;

  LiveClient(World world, LabRun run, TraceQuestion question) {
    this.world = world;
    this.run = run;
    this.question = question;
  }

  /**
   * The pod; it is added to the objects if it is not among them.
   *
   * @throws LabFailure if there is no such Deployment, or it has no pod
   */
  Tree pod(List<Tree> objects) {
    return find(objects).orElseThrow(() -> missing(objects, namespace(), deployment()));
  }

  /** The same, or nothing if there is no such pod yet. */
  Optional<Tree> find(List<Tree> objects) {
    Optional<Tree> known = DeploymentPods.newest(objects, namespace(), deployment());
    if (known.isPresent()) {
      return known;
    }
    List<Tree> pods =
        world.cluster().orElseThrow().resources().list(Query.in(namespace(), "v1", "Pod"));
    objects.addAll(pods);
    return DeploymentPods.newest(pods, namespace(), deployment());
  }

  private String namespace() {
    return question
        .namespace()
        .or(() -> request().map(r -> fill(r.namespace())))
        .orElseGet(run.vars()::namespace);
  }

  private String deployment() {
    return question
        .from()
        .or(() -> request().map(r -> fill(r.deployment())))
        .orElseThrow(() -> problem(say("lab.noRequest"), "--from deploy/NAME"));
  }

  private String fill(String template) {
    return run.vars().fill(template);
  }

  private Optional<Workload> request() {
    return run.lab().scenario().subject().map(Subject::client);
  }

  private LabFailure missing(List<Tree> objects, String namespace, String deployment) {
    String name = namespace + "/" + deployment;
    List<String> there =
        objects.stream()
            .filter(object -> object.get("kind").text("").equals("Deployment"))
            .filter(object -> ObjectNames.namespace(object).equals(namespace))
            .map(ObjectNames::name)
            .toList();
    if (there.contains(deployment)) {
      return problem(say("shell.trace.no-pod", name), "kubectl -n " + namespace + " get pods");
    }
    String what = say("shell.trace.no-deployment", name);
    Optional<String> near = Spelling.near(deployment, there);
    if (near.isPresent()) {
      return problem(what, "--from deploy/" + near.get());
    }
    return question.from().isPresent() || question.namespace().isPresent()
        ? problem(what, "kubectl -n " + namespace + " get deployments")
        : problem(what, say("shell.trace.deploy"));
  }

  private static LabFailure problem(String what, String way) {
    return Problem.of(Problem.Kind.PRECONDITION, what, way).failure();
  }
}
