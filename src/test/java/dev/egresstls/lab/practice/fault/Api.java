package dev.egresstls.lab.practice.fault;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Somebody else at the API server of a practice cluster: plain HTTP, as kubectl does it. */
final class Api {
  private static final String WHO = "fieldManager=kubectl-edit";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String server;
  private final String token;

  Api(PracticeCluster cluster) {
    Tree config = Yaml.read(cluster.kubeconfig());
    this.server = config.at("clusters[0].cluster.server").text("");
    this.token = config.at("users[0].user.token").text("");
  }

  Tree get(String path) {
    return expect(200, send("GET", path, "application/json", ""));
  }

  boolean has(String path) {
    return send("GET", path, "application/json", "").statusCode() == 200;
  }

  void create(String collection, String yaml) {
    String body = Json.write(Yaml.read(yaml));
    expect(201, send("POST", collection + "?" + WHO, "application/json", body));
  }

  /** A JSON merge patch, written as YAML. */
  void patch(String path, String yaml) {
    String body = Json.write(Yaml.read(yaml));
    expect(200, send("PATCH", path + "?" + WHO, "application/merge-patch+json", body));
  }

  void delete(String path) {
    expect(200, send("DELETE", path, "application/json", ""));
  }

  private Tree expect(int code, HttpResponse<String> answer) {
    boolean fine = answer.statusCode() == code || code == 200 && answer.statusCode() == 202;
    if (!fine) {
      throw new AssertionError(answer.request() + ": " + answer.statusCode() + answer.body());
    }
    return Json.read(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
