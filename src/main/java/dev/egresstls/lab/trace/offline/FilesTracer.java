package dev.egresstls.lab.trace.offline;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.trace.Question;
import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.trace.Tracer;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Follows requests through a cluster that is made of files. Pure. */
public final class FilesTracer implements Tracer {
  private static final String NAMESPACE = "default";

  private final List<Tree> objects;
  private final Setting setting;
  private final Question question;
  private final Supplier<String> labUrl;

  /**
   * A tracer for what files hold.
   *
   * @param labUrl gives the URL of the lab's own request
   */
  public FilesTracer(
      List<Tree> objects, Setting setting, Question question, Supplier<String> labUrl) {
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
    Policies.crd(draft, new ControlPlaneDraft(draft, setting).add());
    String pod = new ClientDraft(draft, namespace, question.from()).pod();
    Dial dial = Resolved.apply(setting.resolved(), Question.dial(url, namespace, pod));
    Route route = PathModel.trace(dial, Observation.of(draft.objects(), Map.of()));
    if (dial.address().isPresent()) {
      // What the client is told is what DNS says too: a cluster may look the name up itself.
      Map<String, List<String>> dns = Map.of(dial.host(), new Answers(draft).with(dial));
      route = PathModel.trace(dial, Observation.of(draft.objects(), dns));
    } else if (route.address().isEmpty()) {
      Map<String, List<String>> dns = Map.of(dial.host(), new Answers(draft).of(dial));
      route = PathModel.trace(dial, Observation.of(draft.objects(), dns));
    }
    return new Traced(url, "files", route, draft.assumptions(), Traced.unread(route));
  }
}
