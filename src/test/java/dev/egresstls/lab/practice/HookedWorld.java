package dev.egresstls.lab.practice;

import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.World;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/** A world with notes of its own, in which something happens before each request is sent. */
public final class HookedWorld {
  private HookedWorld() {}

  /** What happens before a request. */
  @FunctionalInterface
  public interface Hook {
    void beforeRequest() throws InterruptedException;
  }

  public static World of(World world, Notes notes, Hook hook) {
    Cluster cluster = world.cluster().orElseThrow();
    Pods pods = hooked(cluster.pods(), hook);
    Cluster changed = proxy(Cluster.class, cluster, (method, args) -> named(method, "pods", pods));
    return proxy(
        World.class,
        world,
        (method, args) ->
            method.getName().equals("notes")
                ? notes
                : named(method, "cluster", Optional.of(changed)));
  }

  private static Object named(Method method, String name, Object value) {
    return method.getName().equals(name) ? value : null;
  }

  private static Pods hooked(Pods pods, Hook hook) {
    return proxy(
        Pods.class,
        pods,
        (method, args) -> {
          if (method.getName().equals("exec") && ((List<?>) args[1]).contains("curl")) {
            hook.beforeRequest();
          }
          return null;
        });
  }

  /** Answers in the place of a method; null lets it answer by itself. */
  private interface Instead {
    Object of(Method method, Object[] args) throws Exception;
  }

  private static <T> T proxy(Class<T> type, T target, Instead instead) {
    InvocationHandler handler =
        (proxy, method, args) -> {
          Object other = instead.of(method, args);
          if (other != null) {
            return other;
          }
          try {
            return method.invoke(target, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
