package dev.egresstls.lab.world;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.served.ServedKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The objects of a cluster as another port has them; how they are changed, a subclass says. */
public abstract class DelegatingResources implements Resources {
  private final Resources resources;

  protected DelegatingResources(Resources resources) {
    this.resources = resources;
  }

  @Override
  public Optional<Tree> get(Ref ref) {
    return resources.get(ref);
  }

  @Override
  public List<Tree> list(Query query) {
    return resources.list(query);
  }

  @Override
  public List<ServedKind> served() {
    return resources.served();
  }

  @Override
  public Optional<Tree> openApi(String apiVersion) {
    return resources.openApi(apiVersion);
  }

  @Override
  public Optional<Tree> table(Query query) {
    return resources.table(query);
  }

  @Override
  public ClusterId id() {
    return resources.id();
  }

  @Override
  public void verify() {
    resources.verify();
  }

  @Override
  public void verifyLook() {
    resources.verifyLook();
  }

  @Override
  public void verifyAfter(String command) {
    resources.verifyAfter(command);
  }

  @Override
  public Map<Access, Boolean> allowed(List<Access> questions) {
    return resources.allowed(questions);
  }

  @Override
  public Optional<Set<String>> namespaces() {
    return resources.namespaces();
  }

  @Override
  public String token(Ref account, Duration lasts) {
    return resources.token(account, lasts);
  }

  @Override
  public void metadata(ServedKind kind, Consumer<List<Tree>> chunk) {
    resources.metadata(kind, chunk);
  }

  @Override
  public Watched watch(Query query) {
    return resources.watch(query);
  }

  @Override
  public AutoCloseable onChange(Runnable listener) {
    return resources.onChange(listener);
  }

  @Override
  public void awaitFirst(Duration patience) throws InterruptedException {
    resources.awaitFirst(patience);
  }

  @Override
  public Tree dryRun(Tree object, boolean force) {
    return resources.dryRun(object, force);
  }
}
