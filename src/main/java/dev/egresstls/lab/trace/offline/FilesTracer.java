package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.HttpProxy;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.TraceQuestion;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.trace.Tracer;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows requests through a cluster that is made of files. Pure. */
public final class FilesTracer implements Tracer {
  private static final String NAMESPACE = "default";

  private final List<Tree> objects;
  private final Setting setting;
  private final TraceQuestion question;
  private final Supplier<String> labUrl;
  private final Supplier<String> client;

  /**
   * A tracer for what files hold.
   *
   * @param labUrl gives the URL of the lab's own request
   * @param client gives the name of the Deployment that sends it
   */
  public FilesTracer(
      List<Tree> objects,
      Setting setting,
      TraceQuestion question,
      Supplier<String> labUrl,
      Supplier<String> client) {
    this.client = client;
    this.objects = List.copyOf(objects);
    this.setting = setting;
    this.question = question;
    this.labUrl = labUrl;
  }

  @Override
  public String labUrl() {
    return labUrl.get();
  }

  @Override
  public Traced trace(String url) {
    String namespace = question.namespace().orElse(NAMESPACE);
    Draft draft = Gathering.of(objects, namespace);
    IstioVersion version = new ControlPlaneDraft(draft, setting).add();
    Policies.crd(draft, version);
    String pod = new ClientDraft(draft, namespace, question.from(), client).pod();
    Tree client = draft.find("Pod", namespace, pod).orElse(Tree.MISSING);
    AutomaticAddresses.allot(draft, client);
    Dial asked = question.dialled(url, namespace, pod);
    Dial dial = proxied(draft, client, Resolved.apply(setting.resolved(), asked));
    Route route = PathModel.trace(dial, observed(draft, Map.of()));
    boolean told =
        dial.address().filter(address -> !AutomaticAddresses.has(draft, address)).isPresent();
    String name = PathModel.nameAsked(dial, observed(draft, Map.of()));
    if (told) {
      // What the client is given is what DNS returns, too: a cluster may look the name up itself.
      List<String> found = new ArrayList<>(new Answers(draft).with(dial));
      setting.resolved().stream()
          .filter(one -> one.isFor(dial))
          .map(Resolved::address)
          .filter(one -> !found.contains(one))
          .forEach(found::add);
      route = PathModel.trace(dial, observed(draft, Map.of(name, found)));
    } else if (route.address().isEmpty()) {
      List<String> found = new Answers(draft).of(dial, name);
      route = PathModel.trace(dial, observed(draft, Map.of(name, found)));
    }
    Optional<String> newer = newer(version);
    List<String> notRead = new ArrayList<>(Traced.unread(route));
    newer.ifPresent(notRead::add);
    Route careful = newer.map(route::withdrawn).orElseGet(route::cautious);
    return new Traced(url, "files", careful, draft.assumptions(), notRead);
  }

  private Observation observed(Draft draft, Map<String, List<String>> dns) {
    Observation seen = Observation.of(draft.objects(), dns);
    return seen.with(seen.origin().onlyAssumed()).stating(setting.origins());
  }

  /** What the client dials instead, if its environment names a proxy. */
  private Dial proxied(Draft draft, Tree client, Dial dial) {
    Optional<HttpProxy> proxy = HttpProxy.of(dial, client);
    Optional<Dial> instead = proxy.flatMap(one -> one.instead(dial));
    instead.ifPresent(
        one ->
            draft.assume(
                say("trace.assume.proxy", proxy.get().variable(), one.host(), one.port())));
    return instead.map(one -> Resolved.apply(setting.resolved(), one)).orElse(dial);
  }

  private static Optional<String> newer(IstioVersion version) {
    return IstioRelease.of(version).readAt().map(at -> say("trace.istio.newer", version, at));
  }
}
