package dev.egresstls.lab.world.kube.rest;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server serves, by its two documents of aggregated discovery (in use from Kubernetes 1.27
 * on: staging/src/k8s.io/apiserver/pkg/endpoints/discovery/aggregated @1.33).
 */
public final class ServerDiscovery {
  private static final String DOCUMENT =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList, "
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";

  private final ApiClient server;

  /** Asks a server. */
  public ServerDiscovery(ApiClient server) {
    this.server = server;
  }

  /**
   * Every kind that can be listed, in the first version that has it: servers put the one that they
   * prefer first.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the server does not say
   */
  public List<ServedKind> served() {
    return Stream.of("/api", "/apis").flatMap(path -> groups(path).stream()).toList();
  }

  private List<ServedKind> groups(String path) {
    ApiRequest call = ApiRequest.get(path, new ApiOperation("get " + path), DOCUMENT);
    Tree document = server.require(call).tree();
    if (!document.get("kind").text("").equals("APIGroupDiscoveryList")) {
      throw Problem.of(
              Problem.Kind.PRECONDITION, say("world.kinds.no-document"), "kubectl api-resources")
          .because(say("world.kinds.no-document.because"))
          .failure();
    }
    Map<String, ServedKind> kinds = new LinkedHashMap<>();
    for (Tree group : document.get("items").items()) {
      String name = group.at("metadata.name").text("");
      for (Tree version : group.get("versions").items()) {
        add(name, version, kinds);
      }
    }
    return List.copyOf(kinds.values());
  }

  private static void add(String group, Tree version, Map<String, ServedKind> kinds) {
    String number = version.get("version").text("");
    String apiVersion = group.isEmpty() ? number : group + "/" + number;
    for (Tree resource : version.get("resources").items()) {
      if (resource.get("verbs").texts().contains("list")) {
        String plural = Neutral.line(resource.get("resource").text(""));
        kinds.putIfAbsent(group + "/" + plural, kind(apiVersion, plural, resource));
      }
    }
  }

  private static ServedKind kind(String apiVersion, String plural, Tree resource) {
    String kind = Neutral.line(resource.at("responseKind.kind").text(""));
    String singular = Neutral.line(resource.get("singularResource").text(""));
    return new ServedKind(
        apiVersion,
        kind,
        plural,
        singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
        resource.get("shortNames").texts().stream().map(Neutral::line).toList(),
        resource.get("scope").text("").equals("Namespaced"));
  }
}
