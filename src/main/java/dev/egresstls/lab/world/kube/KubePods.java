package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.PodConnection;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Pods.PodTarget;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import dev.egresstls.lab.world.kube.rest.ApiOperation;
import dev.egresstls.lab.world.kube.rest.ApiRequest;
import dev.egresstls.lab.world.kube.rest.ServerResponse;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Exec, port forwarding and logs over the Kubernetes API, with one request a call. */
final class KubePods implements Pods {
  private final ApiClient server;

  KubePods(ApiClient server) {
    this.server = server;
  }

  @Override
  public ExecResult exec(PodTarget target, List<String> argv, Duration patience)
      throws InterruptedException {
    String path = exec(target, argv);
    return new Exec(server, target, argv).run(path, patience);
  }

  @Override
  public ExecResult stream(
      PodTarget target, List<String> argv, Duration patience, Consumer<InputStream> stdout)
      throws InterruptedException {
    String path = exec(target, argv);
    return new Exec(server, target, argv).stream(path, patience, stdout);
  }

  private static String exec(PodTarget target, List<String> argv) {
    StringBuilder path =
        new StringBuilder(path(target.namespace(), target.pod(), "exec"))
            .append("?stdout=true&stderr=true&container=")
            .append(encoded(target.container()));
    argv.forEach(word -> path.append("&command=").append(encoded(word)));
    return path.toString();
  }

  @Override
  public PodConnection connect(String namespace, String pod, int port, Duration patience)
      throws InterruptedException {
    String path = path(namespace, pod, "portforward") + "?ports=" + port;
    return new PortForward(server, namespace, pod, port, patience).open(path);
  }

  /**
   * A cluster whose clock is behind ours dates its lines earlier than we would. The API takes whole
   * seconds, so lines of the same second before the moment come along.
   */
  @Override
  public List<String> log(String namespace, String pod, String container, Instant since) {
    String path =
        path(namespace, pod, "log")
            + "?container="
            + encoded(container)
            + "&sinceTime="
            + encoded(since.minus(server.behind()).truncatedTo(ChronoUnit.SECONDS).toString());
    return lines(path, namespace);
  }

  @Override
  public List<String> tail(String namespace, String pod, String container, int most) {
    String path = path(namespace, pod, "log") + "?container=" + encoded(container);
    return lines(path + "&tailLines=" + most, namespace);
  }

  @Override
  public void follow(
      String namespace, String pod, String container, int most, Consumer<List<String>> lines)
      throws InterruptedException {
    String path = path(namespace, pod, "log") + "?container=" + encoded(container);
    LogStream log = new LogStream(lines);
    CompletableFuture<HttpResponse<AsyncBody>> coming =
        server.stream(path + "&follow=true&tailLines=" + most, log);
    try {
      HttpResponse<AsyncBody> response = coming.get();
      if (!response.isSuccessful()) {
        log.refused();
      }
      response.body().consume();
      response.body().done().get();
      log.end();
      if (!response.isSuccessful()) {
        ServerResponse answer = new ServerResponse(response.code(), log.bytes());
        throw server
            .problems()
            .refused(ApiOperation.in(namespace, "get pods/log"), answer)
            .failure();
      }
    } catch (ExecutionException e) {
      throw server.problems().of(e.getCause()).failure();
    } finally {
      coming.thenAccept(response -> response.body().cancel());
    }
  }

  private List<String> lines(String path, String namespace) {
    ApiRequest call = ApiRequest.text(path, ApiOperation.in(namespace, "get pods/log"));
    return server.require(call).text().lines().map(Neutral::text).toList();
  }

  private static String path(String namespace, String pod, String what) {
    return "/api/v1/namespaces/" + encoded(namespace) + "/pods/" + encoded(pod) + "/" + what;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
