package dev.egresstls.lab.practice.tools;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.practice.dataplane.net.Outside;
import dev.egresstls.lab.practice.dataplane.net.PublicNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.local.DnsNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The names of the practice cluster's outside world, as the lab's own machine resolves them: what
 * its pods resolve the same, unless the ConfigMap {@link PublicNames#TABLE_OF_HOST} says otherwise.
 */
public final class PracticeNames implements NameResolver {
  /** A public resolver gives an answer out for longer than a cluster's does. */
  private static final Duration TTL = Duration.ofMinutes(5);

  private final Supplier<Cluster> cluster;
  private final Outside outside;

  /**
   * Names of a practice cluster, which is asked each time.
   *
   * @param outside what they stand for as long as it says nothing
   */
  public PracticeNames(Supplier<Cluster> cluster, Outside outside) {
    this.cluster = cluster;
    this.outside = outside;
  }

  @Override
  public Answer lookUp(String host) {
    PublicNames own = PublicNames.of(table(PublicNames.TABLE_OF_HOST), outside);
    PublicNames names =
        own.mentions(host) ? own : PublicNames.of(table(PublicNames.TABLE), outside);
    List<String> addresses =
        names.addresses(host).stream().filter(one -> one.indexOf(':') < 0).toList();
    if (addresses.isEmpty()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION, say("practice.no-name", host), "--var host=www.google.com")
          .failure();
    }
    return Answer.of(say("practice.outside"), addresses, Optional.of(TTL));
  }

  private Tree table(String name) {
    Optional<String> namespace = Optional.of(PublicNames.NAMESPACE);
    Ref ref = new Ref("v1", "ConfigMap", namespace, name);
    return cluster.get().resources().get(ref).orElse(Tree.MISSING);
  }

  @Override
  public Answer lookUp(String host, PodConnection dns) throws InterruptedException {
    return DnsNames.ofSystem().lookUp(host, dns);
  }
}
