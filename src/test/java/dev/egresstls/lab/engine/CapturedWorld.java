package dev.egresstls.lab.engine;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Pods;
import java.util.List;

/** A captured run of real Istio as a world: its objects, its sidecar's words, its requests. */
final class CapturedWorld {
  /** What the captures leave out because every run had it. */
  private static final String INSTALLED =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-1}
      status: {conditions: [{type: Ready, status: 'True'}]}
      ---
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backendtlspolicies.gateway.networking.k8s.io
        annotations:
          gateway.networking.k8s.io/bundle-version: BUNDLE
          gateway.networking.k8s.io/channel: CHANNEL
      spec: {versions: [{name: VERSION, served: true}]}
      status: {conditions: [{type: Established, status: 'True'}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: istiod, namespace: istio-system}
      spec:
        template:
          spec:
            containers:
            - name: discovery
              image: docker.io/istio/pilot:ISTIO
              env: [{name: PILOT_ENABLE_ALPHA_GATEWAY_API, value: 'FLAG'}]
      status: {conditions: [{type: Available, status: 'True'}]}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: istio, namespace: istio-system}
      data: {mesh: 'accessLogFile: /dev/stdout'}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: {name: istio-revision-tag-default, labels: {app: sidecar-injector}}
      webhooks: [{name: namespace.sidecar-injector.istio.io}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: curl, namespace: default}
      spec: {template: {spec: {containers: [{name: curl, image: 'curlimages/curl:8.1'}]}}}
      status: {conditions: [{type: Available, status: 'True'}]}
      """;

  private CapturedWorld() {}

  /** The world of a run such as {@code 1.27.9/tutorial}; its first request is the answer. */
  static FakeWorld of(String name) {
    Capture capture = Captures.one(name);
    FakeWorld world = new FakeWorld().host("www.google.com", "203.0.113.10", "203.0.113.11");
    Yaml.readAll(installed(capture)).forEach(world.resources()::put);
    capture.objects().stream()
        .filter(object -> object.get("kind").text().isPresent())
        .filter(object -> !object.at("metadata.name").text("").equals("istio"))
        .forEach(world.resources()::put);
    Tree dial = capture.dials().get(0);
    dial.get("accessLog").texts().forEach(world::logs);
    world.exec(
        (container, argv) ->
            argv.get(0).equals("curl")
                ? curl(dial)
                : new Pods.ExecResult(0, Json.write(capture.envoy()), ""));
    return world;
  }

  private static String installed(Capture capture) {
    String[] bundle = capture.scenario().get("gatewayApi").text("").split(" ");
    return INSTALLED
        .replace("BUNDLE", bundle[0])
        .replace("CHANNEL", bundle[1])
        .replace("VERSION", bundle[0].equals("v1.3.0") ? "v1alpha3" : "v1")
        .replace("ISTIO", capture.scenario().get("istio").text(""))
        .replace("FLAG", capture.id().equals("no-alpha-flag") ? "false" : "true");
  }

  private static Pods.ExecResult curl(Tree dial) {
    Tree curl = dial.get("curl");
    List<String> argv = dial.get("argv").texts();
    boolean https = argv.get(argv.size() - 1).endsWith(":443");
    String written =
        "\n{\"exitcode\":%s,\"http_code\":\"%s\",\"remote_ip\":\"%s\",\"remote_port\":%d,\"local_ip\":\"10.244.0.3\",\"local_port\":%s}\n"
            .formatted(
                curl.get("exit").text(""),
                curl.get("httpCode").text(""),
                curl.get("remoteIp").text(""),
                https ? 443 : 80,
                curl.get("localPort").text(""));
    int exit = Integer.parseInt(curl.get("exit").text("0"));
    return new Pods.ExecResult(
        exit, dial.get("stdout").text("") + written, dial.get("stderr").text(""));
  }
}
