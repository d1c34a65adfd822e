package dev.egresstls.lab.practice.api.pods;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The portforward subresource of pods. */
public final class PortForward {
  private static final int LAST_PORT = 65_535;

  /** Each has two channels, whose numbers are bytes. */
  private static final int MOST_PORTS = 127;

  private final ObjectStore store;
  private final Kubelet kubelet;

  /** Forwards ports of the pods of a store. */
  public PortForward(ObjectStore store, Kubelet kubelet) {
    this.store = store;
    this.kubelet = kubelet;
  }

  /**
   * Looks at a request before it is upgraded.
   *
   * @throws ApiError 400 or 404 if there is no running pod
   */
  public void check(ResourcePath at) {
    Tree pod = store.read(at.type(), at.namespace(), at.name());
    if (pod.at("spec.nodeName").text("").isEmpty()) {
      throw Refusals.badRequest("pod " + at.name() + " does not have a host assigned");
    }
    String phase = pod.at("status.phase").text("");
    if (!phase.equals("Running")) {
      String message = "unable to upgrade connection: pod not found (\"" + at.name() + "\")";
      throw new ApiError(404, "NotFound", message, Tree.MISSING);
    }
  }

  /**
   * The ports that a request names in its query.
   *
   * @throws ApiError 400 if it names none, or something that is no port
   */
  public static List<Integer> ports(IncomingRequest call) {
    List<String> named = call.query().getOrDefault("ports", List.of());
    if (named.isEmpty()) {
      throw Refusals.badRequest("query parameter \"ports\" is required");
    }
    List<Integer> ports =
        named.stream()
            .flatMap(text -> List.of(text.split(",")).stream())
            .map(PortForward::port)
            .toList();
    if (ports.size() > MOST_PORTS) {
      throw Refusals.badRequest("more than " + MOST_PORTS + " ports");
    }
    return ports;
  }

  /**
   * A port.
   *
   * @throws ApiError 400 if the text is none
   */
  static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw Refusals.badRequest("unable to parse \"" + text + "\" as a port");
    }
    return port;
  }

  /**
   * Carries bytes between a client and a port until either ends; why it could not goes to {@code
   * errors}.
   */
  void run(ResourcePath at, String port, InputStream in, OutputStream out, OutputStream errors)
      throws IOException {
    try {
      run(at, port(port), in, out, errors);
    } catch (ApiError e) {
      errors.write(e.getMessage().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The same. */
  void run(ResourcePath at, int port, InputStream in, OutputStream out, OutputStream errors)
      throws IOException {
    try {
      kubelet.forward(at.namespace(), at.name(), port, in, out);
    } catch (Kubelet.NobodyListens e) {
      String text = "error forwarding port " + port + " to pod " + at.name() + ": ";
      errors.write((text + e.getMessage()).getBytes(StandardCharsets.UTF_8));
    } catch (ApiError e) {
      errors.write(e.getMessage().getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
