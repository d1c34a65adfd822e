package dev.egresstls.lab.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import java.util.Optional;

/**
 * Whether the trainer has removed the class: the learner's namespace is gone or on its way out.
 * With the class go the rights to look at it, so that a denial counts, too, once the news are gone.
 */
final class ClassEnd {
  private final Enrolment enrolment;
  private final LabRun run;
  private volatile Optional<Watched> news = Optional.empty();
  private Optional<String> known = Optional.empty();

  ClassEnd(Enrolment enrolment, LabRun run) {
    this.enrolment = enrolment;
    this.run = run;
  }

  /** Takes what the trainer says for a sign of life: it is there as long as the class is. */
  void hearing(Watched watched) {
    news = Optional.of(watched);
  }

  /** Whether what the trainer says can no longer be heard, so that there is reason to ask. */
  boolean suspected() {
    return newsGone() || newsDenied();
  }

  private boolean newsGone() {
    return news.filter(one -> one.state() == Watched.State.SYNCED && one.items().isEmpty())
        .isPresent();
  }

  private boolean newsDenied() {
    return news.flatMap(Watched::problem)
        .filter(one -> one.kind() == Problem.Kind.DENIED)
        .isPresent();
  }

  /** Asks the cluster, unless it is known; gives whether it was found out just now. */
  boolean found() {
    if (known().isPresent()) {
      return false;
    }
    Optional<String> seen = asked();
    synchronized (this) {
      boolean first = known.isEmpty() && seen.isPresent();
      known = known.or(() -> seen);
      return first;
    }
  }

  /** The sentence about it, if it has ended as far as is known. */
  synchronized Optional<String> known() {
    return known;
  }

  private Optional<String> asked() {
    String namespace = enrolment.namespace();
    Resources resources = run.world().resources().orElseThrow();
    try {
      Optional<Tree> live = resources.get(new Ref("v1", "Namespace", Optional.empty(), namespace));
      boolean stays =
          live.filter(one -> one.at("metadata.deletionTimestamp").isMissing()).isPresent();
      return stays ? Optional.empty() : Optional.of(say("classroom.over", namespace));
    } catch (LabFailure e) {
      boolean denied = e.problem().kind() == Problem.Kind.DENIED;
      return denied && newsGone()
          ? Optional.of(say("classroom.over", namespace))
          : denied ? Optional.of(say("classroom.over.denied", namespace)) : Optional.empty();
    }
  }
}
