package dev.egresstls.lab.practice;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * A process that is killed at one of its changes: from then on it reaches neither the cluster nor
 * its own files, whatever it still tries.
 */
final class Mortal {
  /** The process is dead. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Set<String> CHANGES =
      Set.of("apply", "create", "merge", "restore", "delete");

  /** Threads that go on beside the one that is killed. */
  private static final Set<String> BESIDE = Set.of("lease", "watchman");

  private final int at;
  private final boolean before;
  private int changes;
  private volatile boolean dead;

  /**
   * A process that dies.
   *
   * @param at which of its changes, from 1; 0 for never
   * @param before whether the server has not heard of that change
   */
  Mortal(int at, boolean before) {
    this.at = at;
    this.before = before;
  }

  /** How many changes it has made. */
  int changes() {
    return changes;
  }

  /** The world of that process. */
  World world(Cluster cluster, Notes notes) {
    Resources resources = alive(Resources.class, cluster.resources(), true);
    Pods pods = alive(Pods.class, cluster.pods(), false);
    Cluster mortal =
        (Cluster)
            Proxy.newProxyInstance(
                Cluster.class.getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "resources" -> resources;
                      case "pods" -> pods;
                      case "close" -> null; // the connection is the test's
                      default -> call(method, cluster, args);
                    });
    Notes own = alive(Notes.class, notes, false);
    return new DelegatingWorld(PracticeWorld.on(mortal)) {
      @Override
      public Notes notes() {
        return own;
      }
    };
  }

  private <T> T alive(Class<T> type, T target, boolean counted) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              boolean change = counted && CHANGES.contains(method.getName()) && !isLease(args[0]);
              boolean last = change && count() == at;
              mustLive(last && before);
              Object answer = call(method, target, args);
              mustLive(last);
              return answer;
            }));
  }

  /** What keeps other labs out ends with the process, and is no change of the lab's. */
  private static boolean isLease(Object object) {
    Ref ref = object instanceof Ref named ? named : Ref.of((Tree) object);
    return ref.kind().equals("Lease");
  }

  private synchronized int count() {
    return dead ? 0 : ++changes;
  }

  private void mustLive(boolean dies) {
    dead |= dies;
    if (dead && BESIDE.contains(Thread.currentThread().getName())) {
      // It would be gone with its process; here it finds no cluster any more, which is no bug.
      throw Problem.of(Problem.Kind.PRECONDITION, "the process is dead").failure();
    }
    if (dead) {
      throw new Killed();
    }
  }

  private static Object call(java.lang.reflect.Method method, Object target, Object[] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
