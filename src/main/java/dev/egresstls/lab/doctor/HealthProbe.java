package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One row of the doctor's table.
 *
 * @param id stable, kebab-case
 * @param where what it is about
 * @param always whether it is looked at before the first change, too, and not only when asked for
 * @param applies whether there is anything to look at
 * @param examination looks, and gives at least one finding
 */
record HealthProbe(
    String id, Where where, boolean always, Predicate<Patient> applies, Examination examination) {
  /** What a probe is about. */
  enum Where {
    MACHINE,
    CLUSTER,
    MESH,
    NAMESPACE;

    String title() {
      return say("doctor.where." + name().toLowerCase(Locale.ROOT));
    }
  }

  /** Looks at one thing. */
  @FunctionalInterface
  interface Examination {
    List<HealthFinding> of(Patient patient) throws InterruptedException;
  }

  /** What is examined, in a few words. */
  String title() {
    return say("doctor.probe." + id);
  }
}
