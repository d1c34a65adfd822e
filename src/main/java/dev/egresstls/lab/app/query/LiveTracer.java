package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.HttpProxy;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.trace.OriginText;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.trace.Tracer;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Follows requests through the cluster of a run, without sending any. */
public final class LiveTracer implements Tracer {
  /** Kinds without which nothing can be said; others are only reported as unknown. */
  private static final Pattern NEEDED =
      Pattern.compile(".*\\b(?:services|endpointslices|backendtlspolicies|pods)\\b.*");

  private final World world;
  private final LabRun run;
  private final TraceQuestion question;
  private final List<Resolved> resolved;
  private final List<StatedOrigin> origins;

  /**
   * A tracer for the cluster of a run.
   *
   * @param resolved addresses that the client must dial
   */
  public LiveTracer(World world, LabRun run, TraceQuestion question, List<Resolved> resolved) {
    this(world, run, question, resolved, List.of());
  }

  /**
   * The same with what the user says of servers outside.
   *
   * @param origins what is known of them
   */
  public LiveTracer(
      World world,
      LabRun run,
      TraceQuestion question,
      List<Resolved> resolved,
      List<StatedOrigin> origins) {
    this.origins = List.copyOf(origins);
    this.world = world;
    this.run = run;
    this.question = question;
    this.resolved = List.copyOf(resolved);
  }

  @Override
  public String labUrl() {
    return run.vars().url();
  }

  @Override
  public Traced trace(String url) throws InterruptedException {
    return run.ofThisCluster(() -> traced(url));
  }

  /**
   * The way of the lab's own request in a run's cluster; empty while there is no cluster, or no pod
   * that could send it.
   *
   * @throws LabFailure if the cluster cannot be read
   */
  public static Optional<Traced> ofLab(World world, LabRun run) throws InterruptedException {
    if (world.cluster().isEmpty()) {
      return Optional.empty();
    }
    if (run.lab().scenario().subject().isEmpty()) {
      return Optional.empty();
    }
    TraceQuestion own =
        new TraceQuestion(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    LiveTracer tracer = new LiveTracer(world, run, own, List.of());
    return run.ofThisCluster(
        () -> {
          List<Tree> objects = new ArrayList<>(run.mesh().objects());
          tracer.unread();
          return new LiveClient(world, run, own).find(objects).isEmpty()
              ? Optional.empty()
              : Optional.of(tracer.traced(tracer.labUrl()));
        });
  }

  private Traced traced(String url) throws InterruptedException {
    List<Tree> objects = new ArrayList<>(run.mesh().objects());
    List<String> unread = unread();
    Tree pod = new LiveClient(world, run, question).pod(objects);
    List<String> assumptions = new ArrayList<>();
    Dial dial = dialled(url, pod, assumptions);
    Route route = followed(dial, objects, assumptions, unread);
    Route told = cautious(route, objects, unread);
    unread.addAll(Traced.unread(route));
    return new Traced(url, world.mode().word(), told, assumptions, unread);
  }

  private Route followed(
      Dial dial, List<Tree> objects, List<String> assumptions, List<String> unread)
      throws InterruptedException {
    Map<String, List<String>> dns = Map.of();
    Route route = PathModel.trace(dial, observed(objects, dns));
    if (route.address().isEmpty()) {
      String name = PathModel.nameAsked(dial, observed(objects, dns));
      dns = Map.of(name, addresses(name, assumptions));
      route = PathModel.trace(dial, observed(objects, dns));
    }
    ReachedPods pods = new ReachedPods(world.cluster().orElseThrow(), objects, unread);
    while (pods.add(route)) {
      route = PathModel.trace(dial, observed(objects, dns));
    }
    return route;
  }

  /**
   * What the client dials: a proxy that its environment names, and the address that it is given.
   */
  private Dial dialled(String url, Tree pod, List<String> assumptions) {
    Dial asked = asked(url).dialled(url, ObjectNames.namespace(pod), ObjectNames.name(pod));
    Optional<HttpProxy> proxy = HttpProxy.of(asked, pod);
    Optional<Dial> instead = proxy.flatMap(one -> one.instead(asked));
    instead.ifPresent(
        one ->
            assumptions.add(
                say("trace.assume.proxy", proxy.get().variable(), one.host(), one.port())));
    return Resolved.apply(resolved, instead.orElse(asked));
  }

  /** The lab's own request may name another Host than its URL. */
  private TraceQuestion asked(String url) {
    Optional<String> host =
        run.lab().scenario().subject().flatMap(Subject::hostHeader).map(run.vars()::show);
    boolean own = question.hostHeader().isEmpty() && host.isPresent() && url.equals(labUrl());
    return own ? question.naming(host) : question;
  }

  /** What the user says goes before what the lab knows; of other servers all is only assumed. */
  private Observation observed(List<Tree> objects, Map<String, List<String>> dns) {
    Observation seen = Observation.of(objects, dns);
    List<StatedOrigin> stated = new ArrayList<>(origins);
    run.lab().origins().stream().map(OriginText::of).forEach(stated::add);
    return seen.with(seen.origin().onlyAssumed()).stating(stated);
  }

  /** Nothing is claimed of the end if anything that may change the way could not be read. */
  private static Route cautious(Route route, List<Tree> objects, List<String> unread) {
    Optional<String> newer =
        Observation.of(objects, Map.of())
            .istio()
            .flatMap(
                one -> IstioRelease.of(one).readAt().map(at -> say("trace.istio.newer", one, at)));
    newer.ifPresent(unread::add);
    return unread.isEmpty() ? route.cautious() : route.withdrawn(unread.get(0));
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
