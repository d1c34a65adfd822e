package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of an object with a path of its own.
 *
 * @param kind of what is sent there
 * @param verbs what can be done with it
 */
public record Subresource(
    String name, String kind, String group, String version, List<String> verbs) {
  private static final List<String> CHANGES = List.of("get", "patch", "update");
  private static final List<String> CONNECTS = List.of("create", "get");

  public Subresource {
    verbs = List.copyOf(verbs);
  }

  /** All that a kind has. */
  public static List<Subresource> of(Served served) {
    ResourceType type = served.type();
    List<Subresource> subs = new ArrayList<>();
    if (served.status()) {
      subs.add(new Subresource("status", type.kind(), type.group(), type.version(), CHANGES));
    }
    if (served.scale()) {
      subs.add(new Subresource("scale", "Scale", "autoscaling", "v1", CHANGES));
    }
    if (type.key().equals("namespaces")) {
      subs.add(new Subresource("finalize", type.kind(), "", "v1", List.of("update")));
    }
    if (type.key().equals("serviceaccounts")) {
      List<String> create = List.of("create");
      subs.add(new Subresource("token", "TokenRequest", "authentication.k8s.io", "v1", create));
    }
    if (type.key().equals("pods")) {
      subs.add(new Subresource("log", "Pod", "", "v1", List.of("get")));
      subs.add(new Subresource("exec", "PodExecOptions", "", "v1", CONNECTS));
      subs.add(new Subresource("portforward", "PodPortForwardOptions", "", "v1", CONNECTS));
    }
    return subs;
  }
}
