package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Conflict;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.kube.rest.Answer;
import dev.egresstls.lab.world.kube.rest.ApiServer;
import dev.egresstls.lab.world.kube.rest.Call;
import dev.egresstls.lab.world.kube.rest.Deed;
import dev.egresstls.lab.world.kube.rest.Discovery;
import dev.egresstls.lab.world.kube.rest.Kind;
import dev.egresstls.lab.world.kube.rest.Kinds;
import dev.egresstls.lab.world.kube.watch.Watches;
import dev.egresstls.lab.world.served.ServedKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects over the Kubernetes API, with one request a call. */
final class KubeResources implements Resources, AutoCloseable {
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MERGE = "application/merge-patch+json";

  private final ApiServer server;
  private final Kinds kinds;
  private final Watches watches;

  KubeResources(ApiServer server) {
    this.server = server;
    this.kinds = new Kinds(server);
    this.watches = new Watches(server, kinds);
  }

  @Override
  public Optional<Tree> get(Ref ref) {
    Optional<Kind> kind = kinds.find(ref.apiVersion(), ref.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> namespace = namespace(kind.get(), ref.namespace());
    Call call = Call.get(kind.get().path(namespace, ref.name()), kind.get().does("get", namespace));
    Answer answer = server.send(call);
    return answer.code() == 404 ? Optional.empty() : Optional.of(accepted(call, answer).tree());
  }

  @Override
  public List<Tree> list(Query query) {
    Optional<Kind> kind = kinds.find(query.apiVersion(), query.kind());
    if (kind.isEmpty()) {
      return List.of();
    }
    Call call = Call.get(kind.get().path(query), kind.get().does("list", query.namespace()));
    Answer answer = server.send(call);
    return answer.code() == 404 ? List.of() : kind.get().items(accepted(call, answer).tree());
  }

  @Override
  public List<ServedKind> served() {
    return new Discovery(server).served();
  }

  @Override
  public Optional<Tree> openApi(String apiVersion) {
    String path = "/openapi/v3/" + (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    Call call = Call.get(path, new Deed("get " + path));
    Answer answer = server.send(call);
    return answer.code() == 404 ? Optional.empty() : Optional.of(accepted(call, answer).tree());
  }

  @Override
  public Optional<Tree> table(Query query) {
    Optional<Kind> kind = kinds.find(query.apiVersion(), query.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    boolean one = query.name().isPresent();
    Optional<String> namespace = one ? namespace(kind.get(), query.namespace()) : query.namespace();
    String path =
        query.name().map(name -> kind.get().path(namespace, name)).orElse(kind.get().path(query));
    Call call = Call.table(path, kind.get().does(one ? "get" : "list", namespace));
    Answer answer = server.send(call);
    return answer.code() == 404 ? Optional.empty() : Optional.of(accepted(call, answer).tree());
  }

  private Answer accepted(Call call, Answer answer) {
    if (answer.code() == 409) {
      throw new LabFailure(
          server.problems().refused(call.does(), answer), Conflict.read(answer.tree()));
    }
    if (!answer.ok()) {
      throw server.problems().refused(call.does(), answer).failure();
    }
    return answer;
  }

  private Tree changed(Call call) {
    return accepted(call, server.send(call)).tree();
  }

  @Override
  public Watched watch(Query query) {
    return watches.watch(query);
  }

  @Override
  public AutoCloseable onChange(Runnable listener) {
    return watches.onChange(listener);
  }

  @Override
  public void awaitFirst(Duration patience) throws InterruptedException {
    watches.awaitFirst(patience);
  }

  @Override
  public Tree apply(Tree object, boolean force) {
    return applied(object, "?force=" + force);
  }

  @Override
  public Tree dryRun(Tree object, boolean force) {
    return applied(object, "?force=" + force + "&dryRun=All");
  }

  private Tree applied(Tree object, String how) {
    Ref ref = Ref.of(object);
    Kind kind = served(ref);
    if (ref.name().isEmpty()) {
      throw Problem.of(Problem.Kind.USAGE, say("world.apply.no-name", ref.kind())).failure();
    }
    Optional<String> namespace = namespace(kind, ref.namespace());
    String path = kind.path(namespace, ref.name()) + how + "&fieldManager=" + FIELD_MANAGER;
    String body = Json.write(placed(object, namespace));
    return changed(Call.patch(path, APPLY, body, kind.does("patch", namespace)));
  }

  @Override
  public Tree create(Tree object) {
    Ref ref = Ref.of(object);
    Kind kind = served(ref);
    Optional<String> namespace = namespace(kind, ref.namespace());
    String path = kind.path(namespace) + "?fieldManager=" + FIELD_MANAGER;
    String body = Json.write(placed(object, namespace));
    return changed(Call.post(path, body, kind.does("create", namespace)));
  }

  @Override
  public Tree merge(Ref ref, Tree patch) {
    Kind kind = served(ref);
    Optional<String> namespace = namespace(kind, ref.namespace());
    String path = kind.path(namespace, ref.name()) + "?fieldManager=" + FIELD_MANAGER;
    return changed(Call.patch(path, MERGE, Json.write(patch), kind.does("patch", namespace)));
  }

  @Override
  public boolean delete(Ref ref, Optional<String> uid, Optional<String> version) {
    Kind kind = served(ref);
    Optional<String> namespace = namespace(kind, ref.namespace());
    Tree options =
        Tree.object("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", "Background");
    Map<String, Object> preconditions = new LinkedHashMap<>();
    uid.ifPresent(one -> preconditions.put("uid", one));
    version.ifPresent(one -> preconditions.put("resourceVersion", one));
    Tree body = preconditions.isEmpty() ? options : options.with("preconditions", preconditions);
    Call call =
        Call.delete(
            kind.path(namespace, ref.name()), Json.write(body), kind.does("delete", namespace));
    Answer answer = server.send(call);
    if (answer.code() == 404) {
      return false;
    }
    accepted(call, answer);
    return true;
  }

  private Kind served(Ref ref) {
    return kinds.find(ref.apiVersion(), ref.kind()).orElseThrow(() -> notServed(ref).failure());
  }

  /** Where an object of the kind lives: a namespace means nothing to a cluster-scoped one. */
  private Optional<String> namespace(Kind kind, Optional<String> named) {
    return kind.namespaced()
        ? named.or(() -> Optional.of(server.defaultNamespace()))
        : Optional.empty();
  }

  private static Tree placed(Tree object, Optional<String> namespace) {
    Tree metadata = object.get("metadata").without("managedFields");
    Tree there =
        namespace.isPresent()
            ? metadata.with("namespace", namespace.get())
            : metadata.without("namespace");
    return object.with("metadata", there);
  }

  private static Problem notServed(Ref ref) {
    return Problem.of(
        Problem.Kind.PRECONDITION,
        say("world.kinds.not-served", ref.kind(), ref.apiVersion()),
        "kubectl api-resources");
  }

  @Override
  public void close() {
    watches.close();
  }
}
