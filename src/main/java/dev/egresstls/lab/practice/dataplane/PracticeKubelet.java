package dev.egresstls.lab.practice.dataplane;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.api.pods.Kubelet;
import dev.egresstls.lab.practice.dataplane.curl.Curl;
import dev.egresstls.lab.practice.dataplane.envoy.AdminServer;
import dev.egresstls.lab.practice.dataplane.envoy.PilotAgent;
import dev.egresstls.lab.practice.dataplane.net.NameServer;
import dev.egresstls.lab.practice.dataplane.net.Network;
import dev.egresstls.lab.practice.dataplane.net.Outside;
import dev.egresstls.lab.practice.dataplane.shell.Getent;
import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import dev.egresstls.lab.practice.dataplane.shell.Programs;
import dev.egresstls.lab.practice.istio.LastConfiguration;
import dev.egresstls.lab.practice.node.ContainerLogs;
import dev.egresstls.lab.practice.node.ContainerVariables;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs in the practice cluster's containers, listens on their ports, keeps their logs. */
public final class PracticeKubelet implements Kubelet {
  private static final int NOT_FOUND = 404;
  private static final int NO_RESOLVER = 127;
  private static final String PROXY = "istio-proxy";
  private static final String DNS = "coredns";
  private static final int DNS_PORT = 53;

  private final Objects objects;
  private final ContainerLogs logs;
  private final Programs client;
  private final Programs plain = new Programs(Map.of());
  private final Programs proxy;
  private final AdminServer admin;
  private final NameServer dns;

  /** Runs programs that reach hosts outside. */
  public PracticeKubelet(
      Objects objects, LastConfiguration sidecars, ContainerLogs logs, Outside outside) {
    this.objects = objects;
    this.logs = logs;
    Network network = new Network(objects, sidecars, logs, outside);
    admin = new AdminServer(network);
    dns = new NameServer(network);
    client =
        new Programs(Map.of("curl", new Curl(network), "getent", new Getent(network))).withEnv();
    proxy = new Programs(Map.of("pilot-agent", new PilotAgent(network)));
  }

  @Override
  public int exec(
      PodTarget target,
      List<String> argv,
      InputStream stdin,
      OutputStream stdout,
      OutputStream stderr)
      throws IOException, InterruptedException {
    Tree object = withVariables(pod(target.namespace(), target.pod()), target.container());
    PrintStream out = new PrintStream(stdout, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(stderr, false, StandardCharsets.UTF_8);
    try {
      Invocation call = new Invocation(object, target.container(), argv, stdin, out, err);
      Programs all = programs(call);
      String resolver = all == client ? resolver(object) : "";
      if (!resolver.isEmpty()) {
        err.print(say("practice.pod.no-resolver", resolver) + "\n");
        return NO_RESOLVER;
      }
      return all.run(call);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private Tree withVariables(Tree pod, String name) {
    Tree spec = pod.get("spec");
    for (String field : List.of("containers", "initContainers")) {
      List<Tree> all =
          spec.get(field).items().stream()
              .map(
                  one ->
                      one.get("name").text("").equals(name)
                          ? ContainerVariables.resolved(objects, pod, one)
                          : one)
              .toList();
      spec = spec.get(field).isMissing() ? spec : spec.with(field, all);
    }
    return pod.with("spec", spec);
  }

  /** What a pod wants of its resolver that none here does; empty text if there is nothing. */
  private static String resolver(Tree pod) {
    Tree spec = pod.get("spec");
    if (spec.get("dnsPolicy").text("").equals("None")) {
      return "dnsPolicy: None";
    }
    return spec.get("dnsConfig").fields().isEmpty() ? "" : "dnsConfig";
  }

  private Tree pod(String namespace, String name) {
    return objects
        .get("pods", namespace, name)
        .orElseThrow(
            () ->
                new ApiError(
                    NOT_FOUND, "NotFound", "pods \"" + name + "\" not found", Tree.MISSING));
  }

  /** The sidecar's admin interface and the cluster's DNS can be reached; nothing else listens. */
  @Override
  public void forward(String namespace, String pod, int port, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    Tree object = pod(namespace, pod);
    if (port == AdminServer.PORT && Invocation.container(object, PROXY).isPresent()) {
      admin.serve(object, in, out);
    } else if (port == DNS_PORT && Invocation.container(object, DNS).isPresent()) {
      dns.serve(in, out);
    } else {
      Kubelet.super.forward(namespace, pod, port, in, out);
    }
  }

  private Programs programs(Invocation call) {
    if (call.container().equals(PROXY)) {
      return proxy;
    }
    String image = call.spec().get("image").text("");
    return image.contains("curl") ? client : plain;
  }

  @Override
  public List<LogLine> log(String namespace, String pod, String container) {
    return logs.lines(namespace, pod, container);
  }

  @Override
  public AutoCloseable follow(
      String namespace, String pod, String container, Consumer<LogLine> lines) {
    return logs.follow(namespace, pod, container, lines);
  }
}
