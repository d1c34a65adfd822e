package dev.egresstls.lab.practice.tools;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes kubeconfigs of the cluster under the names that kind gives them. */
record KindKubeconfigs(Cluster api, Path ownFile) {

  /** The kubeconfig with its context, cluster and user called {@code kind-NAME}. */
  String of(String cluster) {
    Tree whole = pinned();
    Tree server = whole.at("clusters[0].cluster");
    String name = "kind-" + cluster;
    Tree context = Tree.object("cluster", name, "user", name);
    String url = server.get("server").text("");
    Tree user = whole.at("users[0].user");
    return Yaml.write(new KubeContext(name, url, context, server, user).minified());
  }

  /** Writes it to the file of the flag, of KUBECONFIG, or to the lab's own. */
  void write(String cluster, Optional<String> flag, Map<String, String> env) {
    Path file =
        flag.or(() -> Optional.ofNullable(env.get("KUBECONFIG"))).map(Path::of).orElse(ownFile);
    try {
      PrivateFiles.write(file, of(cluster));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private Tree pinned() {
    try (LentKubeconfig lent = api.lend(Optional.empty())) {
      return Yaml.read(read(lent.file()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static RuntimeException unwritable(Path file, IOException cause) {
    return Problem.of(Problem.Kind.PRECONDITION, say("practice.kind.kubeconfig", file))
        .because(String.valueOf(cause.getMessage()))
        .failure();
  }
}
