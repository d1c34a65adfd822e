package dev.egresstls.lab.practice.data.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few files of a container that are worth a look. */
final class Files {
  private Files() {}

  private static Map<String, String> all(Invocation call) {
    String ip = call.pod().at("status.podIP").text("");
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "/etc/resolv.conf",
        "search "
            + call.namespace()
            + ".svc.cluster.local svc.cluster.local cluster.local\n"
            + "nameserver 10.96.0.10\noptions ndots:5\n");
    files.put(
        "/etc/hosts",
        "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n"
            + ip
            + "\t"
            + call.podName()
            + "\n");
    files.put("/etc/hostname", call.podName() + "\n");
    files.put("/var/run/secrets/kubernetes.io/serviceaccount/namespace", call.namespace());
    files.put("/etc/os-release", "NAME=\"Practice\"\nPRETTY_NAME=\"Practice container\"\n");
    return files;
  }

  static Optional<String> read(Invocation call, String path) {
    return Optional.ofNullable(all(call).get(path));
  }

  /** What is in a folder; empty if there is no such folder. */
  static List<String> list(Invocation call, String folder) {
    if (folder.equals("/")) {
      return List.of("bin", "dev", "etc", "home", "proc", "sys", "tmp", "usr", "var");
    }
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    return all(call).keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).split("/")[0])
        .distinct()
        .sorted()
        .toList();
  }
}
