package dev.egresstls.lab.classroom;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.Optional;

/**
 * That a namespace belongs to a class.
 *
 * @param course the name of the class, which is the trainer's namespace
 * @param namespace the learner's
 */
public record Enrolment(String course, String namespace) {

  /** What the label of a namespace says; empty if it has none, or nobody may look. */
  public static Optional<Enrolment> of(Resources resources, String namespace) {
    try {
      return resources
          .get(new Ref("v1", "Namespace", Optional.empty(), namespace))
          .flatMap(one -> one.at("metadata.labels").get(ClassNames.LABEL).text())
          .filter(course -> course.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"))
          .filter(course -> !course.equals(namespace))
          .map(course -> new Enrolment(course, namespace));
    } catch (LabFailure e) {
      if (e.problem().kind() != Problem.Kind.DENIED) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
