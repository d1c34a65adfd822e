package dev.egresstls.lab.trace.offline;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.trace.Parting;
import dev.egresstls.lab.trace.Question;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/** Follows requests through a cluster that is made of files. Pure. */
public final class FilesTracer {
  private static final String NAMESPACE = "default";

  private final List<Tree> objects;
  private final Setting setting;
  private final Question question;

  /** A tracer for what files hold. */
  public FilesTracer(List<Tree> objects, Setting setting, Question question) {
    this.objects = List.copyOf(objects);
    this.setting = setting;
    this.question = question;
  }

  /**
   * The way of a request to a URL.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the files do not say enough
   */
  public Traced trace(String url) {
    String namespace = question.namespace().orElse(NAMESPACE);
    Draft draft = Gathering.of(objects, namespace);
    Policies.crd(draft, new ControlPlaneDraft(draft, setting).add());
    String pod = new ClientDraft(draft, namespace, question.from()).pod();
    Dial dial = Resolved.apply(setting.resolved(), Question.dial(url, namespace, pod));
    Route route = PathModel.trace(dial, Observation.of(draft.objects(), Map.of()));
    if (route.address().isEmpty()) {
      Map<String, List<String>> dns = Map.of(dial.host(), new Answers(draft).of(dial));
      route = PathModel.trace(dial, Observation.of(draft.objects(), dns));
    }
    return new Traced(url, route, draft.assumptions(), List.of());
  }

  /** The way of one URL beside that of another. */
  public Parting compare(String good, String other) {
    return new Parting(trace(good), trace(other));
  }

  /**
   * Refuses an address that the client is told for something that it never dials.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is one
   */
  public static void refuseUnused(List<Resolved> resolved, List<String> urls) {
    List<Dial> dials = urls.stream().map(url -> Question.dial(url, "", "")).toList();
    for (Resolved one : resolved) {
      if (dials.stream().noneMatch(one::isFor)) {
        Dial dial = dials.get(0);
        String to = dial.host() + ":" + dial.port();
        throw Problem.of(
                Problem.Kind.USAGE,
                "--resolve " + one.host() + ":" + one.port() + " is not for what is dialled, " + to,
                "--resolve " + to + ":" + one.address())
            .failure();
      }
    }
  }
}
