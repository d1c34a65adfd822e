package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The captured tutorial, to be changed by a test. */
abstract class ChangedTutorial {
  static final String CLUSTER = "outbound|443||google-headless.default.svc.cluster.local";

  final Capture capture = Captures.one("1.29.1/tutorial");
  List<Tree> objects = capture.objects();

  void change(String kind, String name, UnaryOperator<Tree> change) {
    objects =
        objects.stream()
            .map(
                object ->
                    object.get("kind").text("").equals(kind)
                            && object.at("metadata.name").text("").startsWith(name)
                        ? change.apply(object)
                        : object)
            .toList();
  }

  void add(String json) {
    objects = new ArrayList<>(objects);
    objects.add(Json.read(json));
  }

  Observation seen() {
    return capture.observed(objects);
  }

  Dial dial(String url) {
    return PathModel.dial(url, "default", "curl-66d454fb44-4kt6l").orElseThrow();
  }

  Route trace(String url) {
    return PathModel.trace(dial(url), seen());
  }

  void service(String clusterIp, String portName) {
    change(
        "Service",
        "google-headless",
        s ->
            s.with(
                "spec",
                Tree.object(
                    "clusterIP",
                    clusterIp,
                    "ports",
                    List.of(Tree.object("name", portName, "port", 443, "protocol", "TCP")))));
    change(
        "EndpointSlice",
        "google-headless",
        s -> s.with("ports", List.of(Tree.object("name", portName, "port", 443))));
  }

  static String why(Route route, Hop.Kind kind) {
    return route.hop(kind).orElseThrow().because().text();
  }
}
