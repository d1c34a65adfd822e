package dev.egresstls.lab.classroom;

/** What the objects of a class are called. */
public final class ClassNames {
  /** The label of all objects of a class; its value is the class, and the trainer's namespace. */
  public static final String LABEL = "egresstls.dev/class";

  /** The ConfigMap and the Lease in a learner's namespace. */
  public static final String PROGRESS = "egresstls-progress";

  /** The ConfigMap in the trainer's namespace that every lab of the class watches. */
  public static final String NEWS = "egresstls-news";

  /**
   * The ConfigMap in the trainer's namespace with the learners' names; only the trainer reads it.
   */
  public static final String ROSTER = "egresstls-roster";

  /** The annotation of the roster that names the lab of the class. */
  public static final String LAB = "egresstls.dev/lab";

  /** The ServiceAccount of a learner, in the learner's namespace. */
  public static final String ACCOUNT = "learner";

  private ClassNames() {}
}
