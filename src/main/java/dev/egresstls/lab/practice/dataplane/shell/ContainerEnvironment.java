package dev.egresstls.lab.practice.dataplane.shell;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables of a container. */
public final class ContainerEnvironment {
  private ContainerEnvironment() {}

  /** All of them, in order. */
  public static Map<String, String> of(Invocation call) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    all.put("HOSTNAME", call.podName());
    all.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    all.put("KUBERNETES_SERVICE_PORT", "443");
    for (Tree variable : call.spec().get("env").items()) {
      all.put(variable.get("name").text(""), value(call.pod(), variable));
    }
    all.put("HOME", "/home/curl_user");
    return all;
  }

  private static String value(Tree pod, Tree variable) {
    Tree path = variable.at("valueFrom.fieldRef.fieldPath");
    return path.isPresent() ? pod.at(path.text("")).text("") : variable.get("value").text("");
  }
}
