package dev.egresstls.lab.world.kube.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigTest {
  private static final String TWO =
      """
      apiVersion: v1
      kind: Config
      current-context: dev
      contexts:
      - {name: dev, context: {cluster: near, user: ada, namespace: shop}}
      - {name: prod, context: {cluster: far, user: ada}}
      clusters:
      - {name: near, cluster: {server: "https://127.0.0.1:6443/", certificate-authority: pki/ca.crt}}
      - {name: far, cluster: {server: "https://10.0.0.7:6443"}}
      users:
      - {name: ada, user: {token: secret, client-certificate: /abs/ada.crt}}
      """;

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Kubeconfig find(Path named) {
    return Kubeconfigs.find(Optional.of(named), Map.of(), folder);
  }

  @Test
  void the_current_context_comes_with_its_cluster_and_user() throws IOException {
    Kubeconfig config = find(file("config", TWO));
    KubeContext context = config.context(Optional.empty());
    assertEquals(List.of("dev", "prod"), config.contexts());
    assertEquals("dev", context.name());
    assertEquals("https://127.0.0.1:6443", context.server());
    assertEquals("secret", context.user().get("token").text(""));
    assertEquals("https://10.0.0.7:6443", config.context(Optional.of("prod")).server());
  }

  @Test
  void file_names_count_from_the_kubeconfigs_own_folder() throws IOException {
    KubeContext context = find(file("config", TWO)).context(Optional.empty());
    assertEquals(
        folder.resolve("pki/ca.crt").toString(),
        context.cluster().get("certificate-authority").text(""));
    assertEquals("/abs/ada.crt", context.user().get("client-certificate").text(""));
    String plugin = TWO.replace("token: secret", "exec: {command: ./bin/login, apiVersion: v1}");
    KubeContext withPlugin = find(file("plugin", plugin)).context(Optional.empty());
    assertTrue(withPlugin.needsPlugin());
    assertEquals(
        folder.resolve("bin/login").toString(), withPlugin.user().at("exec.command").text(""));
  }

  @Test
  void one_context_alone_is_written_where_only_this_user_reads_it() throws IOException {
    Path original = file("config", TWO);
    Path own = folder.resolve("state/lab/pinned.yaml");
    find(original).context(Optional.of("prod")).writeTo(own);
    Tree written = Yaml.read(Files.readString(own));
    assertEquals("prod", written.get("current-context").text(""));
    assertEquals(1, written.get("contexts").items().size());
    assertEquals("https://10.0.0.7:6443", written.at("clusters[0].cluster.server").text(""));
    assertEquals("secret", written.at("users[0].user.token").text(""));
    assertEquals(TWO, Files.readString(original));
    KubeContext again = find(own).context(Optional.empty());
    assertEquals("prod", again.name());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void the_written_file_is_private_even_if_it_stood_open_before() throws IOException {
    Path own = file("pinned.yaml", "old");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-rw-rw-"));
    find(file("config", TWO)).context(Optional.empty()).writeTo(own);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
  }

  @Test
  void a_folder_that_cannot_be_written_is_a_problem() throws IOException {
    Path blocked = file("blocked", "a file").resolve("pinned.yaml");
    KubeContext context = find(file("config", TWO)).context(Optional.empty());
    Problem problem = assertThrows(LabFailure.class, () -> context.writeTo(blocked)).problem();
    assertEquals("cannot write " + blocked, problem.what());
  }

  @Test
  void the_files_of_the_variable_are_merged_and_the_first_entry_counts() throws IOException {
    Path first =
        file(
            "first",
            """
            contexts: [{name: prod, context: {cluster: far, user: eve}}]
            users: [{name: eve, user: {token: other}}]
            """);
    String list =
        first
            + File.pathSeparator
            + folder.resolve("gone")
            + File.pathSeparator
            + file("second", TWO);
    Kubeconfig config = Kubeconfigs.find(Optional.empty(), Map.of("KUBECONFIG", list), folder);
    assertEquals(2, config.files().size());
    assertEquals(List.of("prod", "dev"), config.contexts());
    assertEquals(Optional.of("dev"), config.currentContext());
    KubeContext prod = config.context(Optional.of("prod"));
    assertEquals("other", prod.user().get("token").text(""));
    assertEquals("https://10.0.0.7:6443", prod.server());
  }

  @Test
  void without_a_word_the_file_in_the_home_folder_counts() throws IOException {
    Files.createDirectories(folder.resolve(".kube"));
    file(".kube/config", TWO);
    Kubeconfig config = Kubeconfigs.find(Optional.empty(), Map.of("KUBECONFIG", ""), folder);
    assertEquals(Optional.of("dev"), config.currentContext());
  }

  @Test
  void no_file_at_all_means_no_contexts_and_is_told_only_when_one_is_wanted() {
    Kubeconfig config = Kubeconfigs.find(Optional.empty(), Map.of(), folder);
    assertTrue(config.contexts().isEmpty());
    Problem problem = problem(config, Optional.empty());
    assertEquals("no cluster is configured: the kubeconfig has no context", problem.what());
    assertEquals(List.of("--practice"), problem.tries());
  }

  @Test
  void a_named_file_must_exist_be_readable_and_hold_a_kubeconfig() throws IOException {
    assertWrong(folder.resolve("none"), "does not exist");
    assertWrong(folder, "cannot read the kubeconfig");
    assertWrong(file("broken", "a: [b"), "is not YAML");
    assertWrong(file("list", "- a"), "is not a kubeconfig");
    assertWrong(file("bomb", "a: !!java.io.File [x]"), "is not YAML");
  }

  private void assertWrong(Path path, String words) {
    Problem problem = assertThrows(LabFailure.class, () -> find(path)).problem();
    assertTrue(problem.what().contains(path.toString()), problem.what());
    assertTrue(problem.what().contains(words), problem.what());
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertFalse(problem.tries().isEmpty());
  }

  private static Problem problem(Kubeconfig config, Optional<String> wanted) {
    return assertThrows(LabFailure.class, () -> config.context(wanted)).problem();
  }

  @Test
  void a_context_that_is_not_there_is_answered_with_those_that_are() throws IOException {
    Path path = file("config", TWO);
    Problem problem = problem(find(path), Optional.of("prdo"));
    assertEquals(
        "context \"prdo\" does not exist in " + path + "; did you mean prod?", problem.what());
    assertEquals(Problem.Kind.USAGE, problem.kind());
    assertEquals(List.of("--context NAME, one of dev, prod"), problem.tries());
    Path unset = file("unset", TWO.replace("current-context: dev", ""));
    assertEquals(unset + " has no current context", problem(find(unset), Optional.empty()).what());
    Path stale = file("stale", TWO.replace("current-context: dev", "current-context: old"));
    assertEquals(
        "the current context \"old\" does not exist in " + stale,
        problem(find(stale), Optional.empty()).what());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: near, user: ada|user: ada|context \"dev\" names no cluster",
        "cluster: near, user|cluster: nearby, user|refers to the cluster \"nearby\", "
            + "which does not exist",
        "near, user: ada|near, user: bob|refers to the user \"bob\", which does not exist",
        "server: \"https://127.0.0.1:6443/\", |''|has no server address",
        "https://127.0.0.1:6443/|ftp://x|is not a URL: ftp://x"
      })
  void an_incomplete_context_says_what_it_lacks(String from, String to, String words)
      throws IOException {
    assertTrue(TWO.contains(from));
    Problem problem = problem(find(file("config", TWO.replace(from, to))), Optional.empty());
    assertTrue(problem.what().contains(words), problem.what());
    assertEquals("kubectl config view --context dev", problem.tries().get(0));
  }

  @Test
  void a_context_without_a_user_is_anonymous() throws IOException {
    Path path = file("config", TWO.replace(", user: ada, namespace", ", namespace"));
    assertEquals(Tree.object(), find(path).context(Optional.empty()).user());
  }
}
