package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.practice.store.Admission;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mounts the token of a new pod's service account, as the admission plugin ServiceAccount does. */
public final class ServiceAccountToken implements Admission {
  private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;

  private final Random random = new Random();

  @Override
  public Tree admit(ResourceType type, Tree object) {
    if (!type.key().equals("pods")) {
      return object;
    }
    Tree spec = object.get("spec");
    boolean wanted = !spec.get("automountServiceAccountToken").text("").equals("false");
    return wanted ? object.with("spec", withToken(spec)) : object;
  }

  private Tree withToken(Tree spec) {
    String volume = "kube-api-access-" + suffix();
    Tree mount = Tree.object("mountPath", TOKEN_PATH, "name", volume, "readOnly", true);
    List<Tree> volumes = new ArrayList<>(spec.get("volumes").items());
    volumes.add(tokenVolume(volume));
    Tree changed = spec.with("volumes", volumes);
    for (String field : List.of("initContainers", "containers")) {
      if (spec.get(field).isList()) {
        changed =
            TreeEdit.change(
                changed,
                all -> Tree.of(all.items().stream().map(one -> mounted(one, mount)).toList()),
                field);
      }
    }
    return changed;
  }

  private static Tree mounted(Tree container, Tree mount) {
    List<Tree> mounts = new ArrayList<>(container.get("volumeMounts").items());
    if (mounts.stream().anyMatch(each -> each.get("mountPath").text("").equals(TOKEN_PATH))) {
      return container;
    }
    mounts.add(mount);
    return container.with("volumeMounts", mounts);
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX; i++) {
      suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return suffix.toString();
  }

  private static Tree tokenVolume(String name) {
    Tree token =
        Tree.object("serviceAccountToken", Tree.object("expirationSeconds", 3607, "path", "token"));
    Tree ca =
        Tree.object(
            "configMap",
            Tree.object(
                "items",
                List.of(Tree.object("key", "ca.crt", "path", "ca.crt")),
                "name",
                "kube-root-ca.crt"));
    Tree fieldRef = Tree.object("apiVersion", "v1", "fieldPath", "metadata.namespace");
    Tree namespace =
        Tree.object(
            "downwardAPI",
            Tree.object("items", List.of(Tree.object("fieldRef", fieldRef, "path", "namespace"))));
    return Tree.object(
        "name",
        name,
        "projected",
        Tree.object("defaultMode", 420, "sources", List.of(token, ca, namespace)));
  }
}
