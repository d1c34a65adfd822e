package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sidecars are configured from: the objects as they are, and while no istiod is at work the
 * objects as istiod saw them last. Sidecars keep what they were given (seen on Istio 1.31.0:
 * without istiod the request still gets its answer over TLS).
 */
public final class LastConfiguration implements Controller {
  /** Of what runs and where, a sidecar knows without istiod. */
  private static final String LIVE = "Pod";

  private final Objects objects;
  private volatile Optional<Tree> istiod = Optional.empty();
  private volatile Optional<List<Tree>> kept = Optional.empty();

  /** The objects of a cluster, of which {@link #seen} must hear every change. */
  public LastConfiguration(Objects objects) {
    this.objects = objects;
  }

  @Override
  public void seen(ObjectChange change) {
    Optional<IstiodDeployment> now = IstiodDeployment.in(objects);
    if (now.filter(IstiodDeployment::available).isPresent()) {
      istiod = now.map(IstiodDeployment::object);
      kept = Optional.empty();
    } else if (istiod.isPresent() && kept.isEmpty()) {
      List<Tree> last = new ArrayList<>(MeshReader.all(objects));
      last.removeIf(one -> now.filter(gone -> gone.object().equals(one)).isPresent());
      last.add(istiod.get());
      kept = Optional.of(List.copyOf(last));
    }
  }

  /** Whether no istiod is at work, and sidecars keep what they were given. */
  public boolean areKept() {
    return kept.isPresent();
  }

  /** The objects that count for a sidecar now. */
  public List<Tree> objects() {
    Optional<List<Tree>> before = kept;
    if (before.isEmpty()) {
      return MeshReader.all(objects);
    }
    List<Tree> all = new ArrayList<>(objects.list("pods"));
    before.get().stream().filter(one -> !one.get("kind").text("").equals(LIVE)).forEach(all::add);
    return all;
  }
}
