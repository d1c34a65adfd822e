package dev.egresstls.lab.world.guard;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.CommandRunner;
import dev.egresstls.lab.world.DelegatingResources;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The world of a lab that nobody trusts yet: it changes objects of its own namespaces, looks at the
 * cluster, and runs no tool.
 */
public final class UntrustedWorld extends DelegatingWorld {
  private final String lab;
  private final Set<String> namespaces;
  private Optional<Cluster> guarded = Optional.empty();
  private Optional<Cluster> known = Optional.empty();

  /**
   * The world of a lab.
   *
   * @param lab as a user names it
   * @param namespaces those that it may change
   */
  public UntrustedWorld(World world, String lab, Set<String> namespaces) {
    super(world);
    this.lab = lab;
    this.namespaces = Set.copyOf(namespaces);
  }

  private RuntimeException refused(String what) {
    return Problem.of(
            Problem.Kind.UNSAFE, say("world.untrusted.may-not", what), "egresstls-lab trust " + lab)
        .because(say("world.untrusted.because"))
        .failure();
  }

  @Override
  public CommandRunner commands() {
    throw refused(say("world.untrusted.tool"));
  }

  @Override
  public synchronized Optional<Cluster> cluster() {
    Optional<Cluster> now = super.cluster();
    if (!now.equals(known)) {
      known = now;
      guarded = now.map(one -> Cluster.through(one, new OwnNamespaces(one.resources())));
    }
    return guarded;
  }

  @Override
  public Cluster attach(Path kubeconfig, String context) throws InterruptedException {
    super.attach(kubeconfig, context);
    return cluster().orElseThrow();
  }

  private final class OwnNamespaces extends DelegatingResources {
    private final Resources all;

    OwnNamespaces(Resources all) {
      super(all);
      this.all = all;
    }

    private void require(Ref ref) {
      boolean own =
          ref.namespace().map(namespaces::contains).orElse(false)
              || ref.kind().equals("Namespace") && namespaces.contains(ref.name());
      if (!own) {
        throw refused(say("world.untrusted.change", ref));
      }
    }

    @Override
    public Tree apply(Tree object, boolean force) {
      require(Ref.of(object));
      return all.apply(object, force);
    }

    @Override
    public Tree create(Tree object) {
      require(Ref.of(object));
      return all.create(object);
    }

    @Override
    public Tree merge(Ref ref, Tree patch) {
      require(ref);
      return all.merge(ref, patch);
    }

    @Override
    public Tree restore(Tree object) {
      require(Ref.of(object));
      return all.restore(object);
    }

    @Override
    public Tree restore(Ref ref, Tree patch) {
      require(ref);
      return all.restore(ref, patch);
    }

    @Override
    public boolean delete(Ref ref, Optional<String> uid, Optional<String> version) {
      require(ref);
      return all.delete(ref, uid, version);
    }
  }
}
