package dev.egresstls.lab.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who takes part in a class.
 *
 * @param course its name, which is the trainer's namespace
 * @param learners in the order of their namespaces
 */
public record ClassPlan(String course, List<Learner> learners) {
  /** How many fit: labels and tables are made for a room, not for a lecture. */
  public static final int MOST = 500;

  private static final int LONGEST_COURSE = 50;
  private static final int LONGEST_NAME = 60;

  /**
   * A learner.
   *
   * @param namespace such as {@code class-07}
   * @param name as the trainer has it; the namespace if no names are given
   */
  public record Learner(String namespace, String name) {
    /** By their numbers: class-99 before class-100. */
    static final Comparator<Learner> ORDER =
        Comparator.comparing((Learner one) -> one.namespace().length())
            .thenComparing(Learner::namespace);

    /** The name with the number of the namespace, so that no two learners look the same. */
    public String label() {
      String number = namespace.substring(namespace.lastIndexOf('-') + 1);
      return name.equals(namespace) ? namespace : number + " " + name;
    }
  }

  public ClassPlan {
    learners = List.copyOf(learners);
  }

  /**
   * A class of so many learners.
   *
   * @param names of the first ones, in order; may be fewer
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if the class cannot be called so, or be so big
   */
  public static ClassPlan of(String course, int count, List<String> names) {
    if (!course.matches("[a-z]([-a-z0-9]*[a-z0-9])?") || course.length() > LONGEST_COURSE) {
      throw usage(
          say("classroom.name.wrong", Neutral.line(course)), say("classroom.name.wrong.try"));
    }
    if (count < 1 || count > MOST || names.size() > count) {
      throw usage(
          say("classroom.learners.wrong", count, names.size(), MOST),
          "--learners " + Math.max(1, Math.min(MOST, Math.max(count, names.size()))));
    }
    List<Learner> learners = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String namespace = course + "-" + String.format(Locale.ROOT, "%02d", i);
      learners.add(new Learner(namespace, i <= names.size() ? name(names.get(i - 1)) : namespace));
    }
    return new ClassPlan(course, learners);
  }

  private static RuntimeException usage(String what, String attempt) {
    return Problem.of(Problem.Kind.USAGE, what, attempt).failure();
  }

  private static String name(String typed) {
    String line = Neutral.line(typed).strip();
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line;
  }

  /** The class with these learners as well; a name that one of them has replaces an old one. */
  ClassPlan with(List<Learner> others) {
    Map<String, String> names = new LinkedHashMap<>();
    learners.forEach(one -> names.put(one.namespace(), one.name()));
    for (Learner one : others) {
      boolean named = !one.name().equals(one.namespace());
      names.merge(one.namespace(), one.name(), (old, given) -> named ? given : old);
    }
    List<Learner> all = new ArrayList<>();
    names.forEach((namespace, name) -> all.add(new Learner(namespace, name)));
    return new ClassPlan(course, all);
  }

  /** The learners' namespaces. */
  public List<String> namespaces() {
    return learners.stream().map(Learner::namespace).toList();
  }
}
