package dev.egresstls.lab.practice.api;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.api.discovery.Discovery;
import dev.egresstls.lab.practice.api.discovery.OpenApi;
import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.pods.Exec;
import dev.egresstls.lab.practice.api.pods.Kubelet;
import dev.egresstls.lab.practice.api.pods.Logs;
import dev.egresstls.lab.practice.api.pods.PortForward;
import dev.egresstls.lab.practice.api.verbs.Deletes;
import dev.egresstls.lab.practice.api.verbs.Reads;
import dev.egresstls.lab.practice.api.verbs.RequestOptions;
import dev.egresstls.lab.practice.api.verbs.Selectors;
import dev.egresstls.lab.practice.api.verbs.Watch;
import dev.egresstls.lab.practice.api.verbs.Wire;
import dev.egresstls.lab.practice.api.verbs.Writes;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds who answers a request. */
final class Router {
  /** The answer to who asks, with or without a token, whether the server is there. */
  static final ApiResponse HEALTHY = ApiResponse.text("ok");

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final ObjectStore store;
  private final Discovery discovery;
  private final OpenApi openApi;
  private final Reads reads;
  private final Writes writes;
  private final Deletes deletes;
  private final Logs logs;
  private final Exec exec;
  private final PortForward forward;

  Router(ObjectStore store, Kubelet kubelet) {
    this.store = store;
    discovery = new Discovery(store);
    openApi = new OpenApi(store);
    reads = new Reads(store);
    writes = new Writes(store);
    deletes = new Deletes(store);
    logs = new Logs(store, kubelet);
    exec = new Exec(store, kubelet);
    forward = new PortForward(store, kubelet);
  }

  ObjectStore store() {
    return store;
  }

  Exec exec() {
    return exec;
  }

  PortForward forward() {
    return forward;
  }

  Logs logs() {
    return logs;
  }

  /** Whether a request for a resource is answered by a stream of changes. */
  static boolean isWatch(IncomingRequest call) {
    return call.method().equals("GET") && call.says("watch");
  }

  /**
   * Refuses a watch before it begins.
   *
   * @throws ApiError 404 or 400
   */
  void checkWatch(IncomingRequest call) {
    ResourcePath at = ResourcePath.of(store, call.parts());
    at.allow(call.method());
    call.checkAcceptable();
    RequestOptions.checkList(call, store.version());
    Selectors.of(call, at.type().type());
  }

  Watch watch(IncomingRequest call, Wire wire) {
    return new Watch(store, call, ResourcePath.of(store, call.parts()), wire);
  }

  /** The subresource of a pod that is named, if it is one that streams. */
  Optional<ResourcePath> podStream(IncomingRequest call) {
    List<String> parts = call.parts();
    if (parts.size() != 7 || !parts.get(4).equals("pods") || !parts.get(0).equals("api")) {
      return Optional.empty();
    }
    ResourcePath at = ResourcePath.of(store, parts);
    at.allow(call.method());
    boolean follow = at.subresource().equals("log") && call.says("follow");
    boolean streams = follow || List.of("exec", "portforward").contains(at.subresource());
    return streams ? Optional.of(at) : Optional.empty();
  }

  ApiResponse answer(IncomingRequest call) {
    List<String> parts = call.parts();
    boolean resource = parts.get(0).equals("api") ? parts.size() > 2 : parts.size() > 3;
    if (!resource && !READS.contains(call.method())) {
      throw ResourcePath.notAllowed();
    }
    return switch (parts.get(0)) {
      case "version" -> ApiResponse.ok(version());
      case "healthz", "readyz", "livez" -> HEALTHY;
      case "openapi" -> openApi.answer(call, parts);
      case "api" -> parts.size() < 3 ? discovery.core(call, parts) : resource(call);
      case "apis" -> parts.size() < 4 ? discovery.groups(call, parts) : resource(call);
      default -> throw ResourcePath.noSuchThing();
    };
  }

  private ApiResponse resource(IncomingRequest call) {
    ResourcePath at = ResourcePath.of(store, call.parts());
    at.allow(call.method());
    if (!at.subresource().equals("log")) {
      call.checkAcceptable();
    }
    boolean one = !at.name().isEmpty();
    return switch (call.method()) {
      case "GET" -> one ? get(call, at) : reads.list(call, at);
      case "POST" -> warned(at, writes.create(call, at));
      case "PUT" -> warned(at, writes.replace(call, at));
      case "PATCH" -> warned(at, writes.patch(call, at));
      default -> one ? deletes.delete(call, at) : deletes.deleteAll(call, at);
    };
  }

  /** What the lab's checks look at although no packet is held up by it. */
  private static ApiResponse warned(ResourcePath at, ApiResponse answer) {
    boolean idle = at.type().key().equals("networkpolicies.networking.k8s.io");
    return idle ? answer.warning(say("practice.api.not-enforced")) : answer;
  }

  private ApiResponse get(IncomingRequest call, ResourcePath at) {
    return at.subresource().equals("log") ? logs.read(call, at) : reads.get(call, at);
  }

  private static Tree version() {
    return Tree.object(
        "major", "1",
        "minor", "33",
        "gitVersion", ApiServer.VERSION,
        "gitCommit", "",
        "gitTreeState", "clean",
        "buildDate", "2026-11-23T00:00:00Z",
        "goVersion", "none",
        "compiler", "none",
        "platform", "practice/any");
  }
}
