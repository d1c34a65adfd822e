package dev.egresstls.lab.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Ref;
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
  private volatile boolean ended;

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

  /** What the cluster says. */
  enum Look {
    THERE,
    ENDED,
    DENIED
  }

  /** Asks the cluster, unless it is known. Another denial may be over the next time. */
  Look look() {
    if (known().isPresent()) {
      return Look.ENDED;
    }
    Look seen = asked();
    ended |= seen == Look.ENDED;
    return seen;
  }

  /** The sentence about it, if it has ended as far as is known. */
  Optional<String> known() {
    return ended ? Optional.of(say("classroom.over", enrolment.namespace())) : Optional.empty();
  }

  /** The sentence about a denial, which may have several reasons. */
  String denied() {
    return say("classroom.over.denied", enrolment.namespace());
  }

  private Look asked() {
    Ref own = new Ref("v1", "Namespace", Optional.empty(), enrolment.namespace());
    try {
      boolean stays =
          run.world()
              .resources()
              .orElseThrow()
              .get(own)
              .filter(one -> one.at("metadata.deletionTimestamp").isMissing())
              .isPresent();
      return stays ? Look.THERE : Look.ENDED;
    } catch (LabFailure e) {
      boolean denied = e.problem().kind() == Problem.Kind.DENIED;
      return !denied ? Look.THERE : newsGone() ? Look.ENDED : Look.DENIED;
    }
  }
}
