package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.ClusterId;
import dev.egresstls.lab.world.Conflict;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Strayed;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import dev.egresstls.lab.world.kube.rest.ServerDiscovery;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import dev.egresstls.lab.world.kube.watch.Watches;
import dev.egresstls.lab.world.served.ServedKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Objects over the Kubernetes API, with one request a call. */
final class KubeResources implements Resources, AutoCloseable {
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MERGE = "application/merge-patch+json";

  /** As many as kubectl asks for at a time. */
  private static final int CHUNK = 500;

  private final ApiClient server;
  private final ApiResources kinds;
  private final Watches watches;
  private final ClusterGuard guard;

  KubeResources(ApiClient server, ClusterGuard guard) {
    this.server = server;
    this.guard = guard;
    this.kinds = new ApiResources(server);
    this.watches = new Watches(server, kinds);
  }

  @Override
  public ClusterId id() {
    return guard.pinned();
  }

  @Override
  public void verify() {
    guard.verify();
  }

  @Override
  public void verifyLook() {
    guard.verifyLook();
  }

  @Override
  public void verifyAfter(String command) {
    guard.verifyAfterTool(command);
  }

  @Override
  public Optional<Tree> get(Ref ref) {
    Optional<ApiResource> kind = kinds.find(ref.apiVersion(), ref.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> namespace = namespace(kind.get(), ref.namespace());
    ApiRequest call =
        ApiRequest.get(kind.get().path(namespace, ref.name()), kind.get().does("get", namespace));
    ServerResponse answer = server.send(call);
    return answer.absent() ? Optional.empty() : Optional.of(accepted(call, answer).tree());
  }

  @Override
  public List<Tree> list(Query query) {
    Optional<ApiResource> kind = kinds.find(query.apiVersion(), query.kind());
    if (kind.isEmpty()) {
      return List.of();
    }
    ApiRequest call =
        ApiRequest.get(kind.get().path(query), kind.get().does("list", query.namespace()));
    ServerResponse answer = server.send(call);
    return answer.absent() ? List.of() : kind.get().items(accepted(call, answer).tree());
  }

  @Override
  public void metadata(ServedKind served, Consumer<List<Tree>> chunk) {
    ApiResource kind =
        new ApiResource(served.apiVersion(), served.kind(), served.plural(), served.namespaced());
    String path = kind.path(Query.all(served.apiVersion(), served.kind()));
    String query = "?limit=" + CHUNK;
    while (!query.isEmpty()) {
      ApiRequest call = ApiRequest.metadataList(path + query, kind.does("list", Optional.empty()));
      ServerResponse answer = server.send(call);
      // 404: no longer served; 405: it cannot be listed.
      if (answer.code() == 404 || answer.code() == 405) {
        return;
      }
      if (answer.code() == 410 && query.contains("&")) {
        query = "?resourceVersion=0"; // the chunks have grown too old: all at once
        continue;
      }
      Tree list = accepted(call, answer).tree();
      chunk.accept(list.get("items").items());
      query = next(list.at("metadata.continue").text(""));
    }
  }

  private static String next(String token) {
    return token.isEmpty()
        ? ""
        : "?limit=" + CHUNK + "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  @Override
  public List<ServedKind> served() {
    return new ServerDiscovery(server).served();
  }

  @Override
  public Optional<Tree> openApi(String apiVersion) {
    String path = "/openapi/v3/" + (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    ApiRequest call = ApiRequest.get(path, new ApiOperation("get " + path));
    ServerResponse answer = server.send(call);
    return answer.absent() ? Optional.empty() : Optional.of(accepted(call, answer).tree());
  }

  @Override
  public Optional<Tree> table(Query query) {
    Optional<ApiResource> kind = kinds.find(query.apiVersion(), query.kind());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    boolean one = query.name().isPresent();
    Optional<String> namespace = one ? namespace(kind.get(), query.namespace()) : query.namespace();
    String path =
        query.name().map(name -> kind.get().path(namespace, name)).orElse(kind.get().path(query));
    ApiRequest call = ApiRequest.table(path, kind.get().does(one ? "get" : "list", namespace));
    ServerResponse answer = server.send(call);
    return answer.absent() ? Optional.empty() : Optional.of(accepted(call, answer).tree());
  }

  private ServerResponse accepted(ApiRequest call, ServerResponse answer) {
    if (answer.code() == 409) {
      throw new LabFailure(
          server.problems().refused(call.does(), answer), Conflict.read(answer.tree()));
    }
    return server.accepted(call, answer);
  }

  /** What was written is known from now on, however late a watch is. */
  private Tree wrote(Tree object) {
    watches.wrote(object);
    return object;
  }

  /** The one way by which anything is changed: in the cluster that was pinned, or not at all. */
  private ServerResponse mutate(ApiRequest call, String verb, Ref ref) {
    guard.verify();
    String change = verb + " " + ref;
    ServerResponse answer;
    try {
      answer = server.send(call);
    } catch (LabFailure e) {
      verifyLost(change, e);
      throw e;
    }
    if (!answer.ok()) {
      guard.verify(); // what another cluster refused says nothing of this one
    } else {
      guard.verifyAfter(change, answer.created() ? answer.tree() : Tree.MISSING);
    }
    return answer;
  }

  /** Where the answer was lost, it says more that another cluster answers than that none did. */
  private void verifyLost(String change, LabFailure lost) {
    if (lost.problem().kind() == Problem.Kind.INTERRUPTED) {
      return;
    }
    try {
      guard.verifyAfter(change, Tree.MISSING);
    } catch (LabFailure e) {
      if (Strayed.of(e).flatMap(Strayed::other).isPresent()) {
        throw e;
      }
    }
  }

  private Tree changed(ApiRequest call, String verb, Ref ref) {
    return wrote(accepted(call, mutate(call, verb, ref)).tree());
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
    Ref ref = Ref.of(object);
    Ref there = in(namespace(served(ref), ref.namespace()), ref);
    return changed(applying(object, "?force=" + force), "apply", there);
  }

  @Override
  public Tree dryRun(Tree object, boolean force) {
    ApiRequest call = applying(object, "?force=" + force + "&dryRun=All");
    return accepted(call, server.send(call)).tree();
  }

  private ApiRequest applying(Tree object, String how) {
    Ref ref = Ref.of(object);
    ApiResource kind = served(ref);
    if (ref.name().isEmpty()) {
      throw Problem.of(Problem.Kind.USAGE, say("world.apply.no-name", ref.kind())).failure();
    }
    Optional<String> namespace = namespace(kind, ref.namespace());
    String path = kind.path(namespace, ref.name()) + how + "&fieldManager=" + FIELD_MANAGER;
    String body = Json.write(placed(object, namespace));
    return ApiRequest.patch(path, APPLY, body, kind.does("patch", namespace))
        .with(changes(kind, namespace, ref).patched(object));
  }

  private static ChangeLookup changes(ApiResource kind, Optional<String> namespace, Ref ref) {
    return new ChangeLookup(kind.path(namespace, ref.name()), kind.does("get", namespace));
  }

  @Override
  public Tree create(Tree object) {
    return post(object, FIELD_MANAGER);
  }

  @Override
  public Tree restore(Tree object) {
    return post(object, UNDO_MANAGER);
  }

  private Tree post(Tree object, String manager) {
    Ref ref = Ref.of(object);
    ApiResource kind = served(ref);
    Optional<String> namespace = namespace(kind, ref.namespace());
    String path = kind.path(namespace) + "?fieldManager=" + manager;
    String body = Json.write(placed(object, namespace));
    ApiRequest call = ApiRequest.post(path, body, kind.does("create", namespace));
    boolean named = !ref.name().isEmpty();
    return changed(
        named ? call.with(changes(kind, namespace, ref).created(object)) : call,
        "create",
        in(namespace, ref));
  }

  @Override
  public Tree merge(Ref ref, Tree patch) {
    return mergePatch(ref, patch, FIELD_MANAGER);
  }

  @Override
  public Tree restore(Ref ref, Tree patch) {
    return mergePatch(ref, patch, UNDO_MANAGER);
  }

  private Tree mergePatch(Ref ref, Tree patch, String manager) {
    ApiResource kind = served(ref);
    Optional<String> namespace = namespace(kind, ref.namespace());
    String path = kind.path(namespace, ref.name()) + "?fieldManager=" + manager;
    return changed(
        ApiRequest.patch(path, MERGE, Json.write(patch), kind.does("patch", namespace))
            .with(changes(kind, namespace, ref).patched(patch)),
        "patch",
        in(namespace, ref));
  }

  @Override
  public boolean delete(Ref ref, Optional<String> uid, Optional<String> version) {
    ApiResource kind = served(ref);
    Optional<String> namespace = namespace(kind, ref.namespace());
    Tree options =
        Tree.object("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", "Background");
    Map<String, Object> preconditions = new LinkedHashMap<>();
    uid.ifPresent(one -> preconditions.put("uid", one));
    version.ifPresent(one -> preconditions.put("resourceVersion", one));
    Tree body = preconditions.isEmpty() ? options : options.with("preconditions", preconditions);
    ApiRequest call =
        ApiRequest.delete(
                kind.path(namespace, ref.name()), Json.write(body), kind.does("delete", namespace))
            .with(changes(kind, namespace, ref).deleted(uid));
    Ref there = in(namespace, ref);
    ServerResponse answer = mutate(call, "delete", there);
    boolean found = !answer.absent();
    if (found) {
      accepted(call, answer);
    }
    watches.deleted(there);
    return found;
  }

  @Override
  public Map<Access, Boolean> allowed(List<Access> questions) {
    return new AccessReviews(server).ask(questions);
  }

  @Override
  public String token(Ref account, Duration lasts) {
    ApiResource kind = served(account);
    Optional<String> namespace = namespace(kind, account.namespace());
    Tree request =
        Tree.object(
            "apiVersion",
            "authentication.k8s.io/v1",
            "kind",
            "TokenRequest",
            "spec",
            Tree.object("expirationSeconds", lasts.toSeconds()));
    ApiRequest call =
        ApiRequest.post(
            kind.path(namespace, account.name()) + "/token",
            Json.write(request),
            new ApiOperation("create serviceaccounts/token", namespace, false));
    return accepted(call, server.send(call)).tree().at("status.token").text("");
  }

  private ApiResource served(Ref ref) {
    return kinds.find(ref.apiVersion(), ref.kind()).orElseThrow(() -> notServed(ref).failure());
  }

  /** Where an object of the kind lives: a namespace means nothing to a cluster-scoped one. */
  private Optional<String> namespace(ApiResource kind, Optional<String> named) {
    return kind.namespaced()
        ? named.or(() -> Optional.of(server.defaultNamespace()))
        : Optional.empty();
  }

  private static Ref in(Optional<String> namespace, Ref ref) {
    return new Ref(ref.apiVersion(), ref.kind(), namespace, ref.name());
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
