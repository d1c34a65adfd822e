package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.report.HtmlReport;
import dev.egresstls.lab.classroom.ClassNames;
import dev.egresstls.lab.classroom.ClassPlan;
import dev.egresstls.lab.classroom.ClassPlan.Learner;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Html;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What a trainer hands out: a kubeconfig for each learner, and a page of cards to print. */
final class LearnerFiles {
  private static final String CA = "certificate-authority";

  private static final String STYLE =
      """
      body{font-family:sans-serif;margin:0}
      section{border:1px solid #888;border-radius:6px;margin:4mm;padding:6mm;
      break-inside:avoid;width:80mm;display:inline-block;vertical-align:top}
      h2{margin:0 0 3mm;font-size:16pt}
      code{display:block;background:#eee;padding:2mm;overflow-wrap:anywhere}
      """;

  private final Path folder;
  private final String program;

  /**
   * Files in a folder.
   *
   * @param program how learners start the lab
   */
  LearnerFiles(Path folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /**
   * Writes them.
   *
   * @param tokens by namespace
   * @return the page of cards
   */
  Path write(Cluster cluster, ClassPlan plan, Map<String, String> tokens) {
    try {
      PrivateFiles.folder(folder);
      Tree server = server(cluster);
      for (Learner learner : plan.learners()) {
        String token = tokens.get(learner.namespace());
        PrivateFiles.write(file(learner), kubeconfig(server, plan, learner, token));
      }
      Path cards = folder.resolve("cards.html");
      PrivateFiles.write(cards, cards(plan));
      return cards;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.file.unwritable", folder),
              say("world.file.unwritable.try"))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  private Path file(Learner learner) {
    return folder.resolve(learner.namespace() + ".yaml");
  }

  /** The cluster as the trainer reaches it, with what is trusted, and without any credentials. */
  private static Tree server(Cluster cluster) throws IOException {
    try (LentKubeconfig lent = cluster.lend(Optional.empty())) {
      Tree found = Yaml.read(Files.readString(lent.file())).get("clusters").get(0).get("cluster");
      Optional<String> file = found.get(CA).text();
      if (file.isEmpty()) {
        return found;
      }
      byte[] bytes = Files.readAllBytes(Path.of(file.get()));
      return found.without(CA).with(CA + "-data", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static String kubeconfig(Tree server, ClassPlan plan, Learner learner, String token) {
    String name = learner.namespace();
    Tree context =
        Tree.object("cluster", plan.course(), "namespace", name, "user", ClassNames.ACCOUNT);
    String url = server.get("server").text("");
    Tree user = Tree.object("token", token);
    return Yaml.write(new KubeContext(name, url, context, server, user).minified());
  }

  private String cards(ClassPlan plan) {
    StringBuilder html = new StringBuilder(HtmlReport.head(plan.course(), STYLE));
    for (Learner learner : plan.learners()) {
      String line = program + " --kubeconfig " + learner.namespace() + ".yaml";
      html.append("<section><h2>")
          .append(Html.escaped(learner.name()))
          .append("</h2><p>")
          .append(Html.escaped(say("cli.class.card", learner.namespace() + ".yaml")))
          .append("</p><code>")
          .append(Html.escaped(line))
          .append("</code></section>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }
}
