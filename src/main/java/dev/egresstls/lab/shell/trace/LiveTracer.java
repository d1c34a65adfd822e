package dev.egresstls.lab.shell.trace;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.trace.Question;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.trace.Tracer;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Follows requests through the cluster of a run, without sending any. */
public final class LiveTracer implements Tracer {
  /** Kinds without which nothing can be said; others are only told to be unknown. */
  private static final Pattern NEEDED =
      Pattern.compile(".*\\b(?:services|endpointslices|backendtlspolicies|pods)\\b.*");

  private final World world;
  private final LabRun run;
  private final Question question;
  private final List<Resolved> resolved;

  /**
   * A tracer for the cluster of a run.
   *
   * @param resolved addresses that the client is told to dial
   */
  public LiveTracer(World world, LabRun run, Question question, List<Resolved> resolved) {
    this.world = world;
    this.run = run;
    this.question = question;
    this.resolved = List.copyOf(resolved);
  }

  @Override
  public String labUrl() {
    return "http://" + run.vars().fill("${host}") + ":443";
  }

  @Override
  public Traced trace(String url) throws InterruptedException {
    List<Tree> objects = new ArrayList<>(run.mesh().objects());
    List<String> unread = unread();
    Tree pod = new LiveClient(world, run, question).pod(objects);
    Dial asked = Question.dial(url, Names.namespace(pod), Names.name(pod));
    Dial dial = Resolved.apply(resolved, asked);
    Route route = PathModel.trace(dial, Observation.of(objects, Map.of()));
    List<String> assumptions = new ArrayList<>();
    if (route.address().isEmpty()) {
      Map<String, List<String>> dns = Map.of(dial.host(), addresses(dial.host(), assumptions));
      route = PathModel.trace(dial, Observation.of(objects, dns));
    }
    unread.addAll(Traced.unread(route));
    return new Traced(url, world.mode().word(), route, assumptions, unread);
  }

  /** What this user may not read; it fails if nothing can be said without it. */
  private List<String> unread() throws InterruptedException {
    List<Problem> problems = run.mesh().unread();
    for (Problem problem : problems) {
      boolean denied = problem.kind() == Problem.Kind.DENIED;
      if (!denied || NEEDED.matcher(problem.what()).matches()) {
        throw problem.failure();
      }
    }
    return new ArrayList<>(problems.stream().map(Problem::what).distinct().toList());
  }

  private List<String> addresses(String host, List<String> assumptions)
      throws InterruptedException {
    Map<String, List<String>> known = run.dns();
    if (known.containsKey(host) && !known.get(host).isEmpty()) {
      assumptions.add(say("shell.trace.same-dns", host));
      return known.get(host);
    }
    try {
      List<String> found = world.names().ipv4(host);
      assumptions.add(say("shell.trace.same-dns", host));
      return found;
    } catch (LabFailure e) {
      assumptions.add(say("shell.trace.no-dns", e.problem().what()));
      return List.of();
    }
  }
}
