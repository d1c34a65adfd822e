package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What a cluster says of itself right after it has been connected to: its version, the metadata of
 * kube-system, and its first nodes. All three are asked for at once.
 *
 * @param version such as {@code v1.33.1}
 * @param kubeSystem the namespace's metadata; missing if it cannot be read
 * @param nodes a list of at most {@link #MOST_NODES}; missing if they cannot be read
 * @param marker the ConfigMap by which a practice cluster is known; missing if there is none
 */
public record FirstLook(String version, Tree kubeSystem, Tree nodes, Tree marker) {
  /** As many as a throwaway cluster may have, and one more. */
  static final int MOST_NODES = Judgement.FEW_NODES + 1;

  private static final ApiRequest VERSION =
      ApiRequest.get("/version", new ApiOperation("get /version"));
  private static final String MARKER =
      "/api/v1/namespaces/kube-public/configmaps/egresstls-practice";
  private static final ApiOperation GET_KUBE_SYSTEM =
      new ApiResource("v1", "Namespace", "namespaces", false).does("get", Optional.empty());
  private static final ApiOperation LIST_NODES =
      new ApiResource("v1", "Node", "nodes", false).does("list", Optional.empty());
  private static final ApiOperation GET_MARKER =
      new ApiResource("v1", "ConfigMap", "configmaps", true)
          .does("get", Optional.of("kube-public"));

  /** Nodes are big objects, and what they are needed for can be asked of the user, too. */
  private static final Duration NODES = Duration.ofSeconds(5);

  /**
   * Looks.
   *
   * @param patience for the version and kube-system
   * @throws LabFailure if the server does not answer, refuses the credentials, or is no Kubernetes
   * @throws InterruptedException if the learner interrupted
   */
  public static FirstLook at(ApiClient server, Duration patience) throws InterruptedException {
    CompletableFuture<ServerResponse> version = server.sendAsync(VERSION.within(patience));
    CompletableFuture<ServerResponse> kubeSystem = server.sendAsync(asking().within(patience));
    CompletableFuture<ServerResponse> nodes =
        server.sendAsync(
            ApiRequest.get("/api/v1/nodes?limit=" + MOST_NODES, LIST_NODES)
                .within(NODES.compareTo(patience) < 0 ? NODES : patience.dividedBy(2)));
    Tree seen = firstFailure(version, kubeSystem, nodes, server);
    String said = Neutral.line(accepted(server, version.join()).get("gitVersion").text(""));
    if (said.isEmpty()) {
      throw server.problems().notKubernetes().failure();
    }
    return new FirstLook(said, metadata(server, kubeSystem.join()), seen, marker(server, said));
  }

  /** Asks for the metadata of kube-system. */
  private static ApiRequest asking() {
    return ApiRequest.metadata("/api/v1/namespaces/kube-system", GET_KUBE_SYSTEM);
  }

  /**
   * The UID of kube-system now, on the connection in use.
   *
   * @return empty if it cannot be read
   * @throws LabFailure if the server does not answer, or refuses the credentials
   */
  public static Optional<String> uid(ApiClient server) {
    return uid(metadata(server, server.send(asking())));
  }

  private static Optional<String> uid(Tree kubeSystem) {
    return kubeSystem.at("metadata.uid").text().map(Neutral::line).filter(one -> !one.isBlank());
  }

  /** The UID of kube-system, if it could be read. */
  public Optional<String> uid() {
    return uid(kubeSystem);
  }

  /**
   * Waits for all answers, and gives the nodes. Where one request learns that nobody can be talked
   * to, the others need not find out by waiting.
   */
  private static Tree firstFailure(
      CompletableFuture<ServerResponse> version,
      CompletableFuture<ServerResponse> kubeSystem,
      CompletableFuture<ServerResponse> nodes,
      ApiClient server)
      throws InterruptedException {
    CompletableFuture<Tree> readable =
        nodes.handle((answer, e) -> answer != null && answer.ok() ? answer.tree() : Tree.MISSING);
    CompletableFuture<Object> failed = new CompletableFuture<>();
    version.whenComplete((answer, e) -> failIf(failed, e));
    kubeSystem.whenComplete((answer, e) -> failIf(failed, e));
    nodes.whenComplete((answer, e) -> failIf(failed, version.isDone() ? null : e));
    try {
      CompletableFuture.anyOf(failed, CompletableFuture.allOf(version, kubeSystem, readable)).get();
      return readable.join();
    } catch (ExecutionException e) {
      throw server.problems().of(e.getCause()).failure();
    } finally {
      version.cancel(true);
      kubeSystem.cancel(true);
      nodes.cancel(true);
    }
  }

  private static void failIf(CompletableFuture<Object> failed, Throwable thrown) {
    if (thrown != null) {
      failed.completeExceptionally(
          thrown instanceof CompletionException ? thrown.getCause() : thrown);
    }
  }

  /** Missing from what answers with a page, or knows no such path: that is no Kubernetes. */
  private static Tree accepted(ApiClient server, ServerResponse answer) {
    if (!answer.ok() && answer.code() != 404) {
      throw server.problems().refused(VERSION, answer).failure();
    }
    return answer.ok() ? answer.tree() : Tree.MISSING;
  }

  /** Forbidden, or absent: it cannot be read. Everything else is no answer to the question. */
  private static Tree metadata(ApiClient server, ServerResponse answer) {
    if (answer.code() == 403 || answer.code() == 404) {
      return Tree.MISSING;
    }
    if (!answer.ok()) {
      throw server.problems().refused(GET_KUBE_SYSTEM, answer).failure();
    }
    return answer.tree();
  }

  private static Tree marker(ApiClient server, String version) {
    if (!version.endsWith(Judgement.PRACTICE_MARK)) {
      return Tree.MISSING;
    }
    ServerResponse answer = server.send(ApiRequest.get(MARKER, GET_MARKER));
    return answer.ok() ? answer.tree() : Tree.MISSING;
  }
}
