package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.message.ProgramFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A lab to start from: small, whole, and right. */
public final class NewLab {
  private static final String RESOURCES = "dev/egresstls/lab/new-lab/";
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "lab.yaml", "lab.yaml",
              "prose/steps.md", "steps.md",
              "manifests/client.yaml", "client.yaml",
              "practice/outside.yaml", "outside.yaml"));

  private NewLab() {}

  /** The text of its {@code lab.yaml} under a name. */
  public static String text(String name) {
    return filled(read("lab.yaml"), name);
  }

  /**
   * Writes it into a folder that is not there yet.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if the name is no ID or the folder is there;
   *     (precondition) if it cannot be written
   */
  public static void write(Path folder) {
    String name = Objects.toString(folder.getFileName(), "");
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw Problem.of(Problem.Kind.USAGE, say("catalog.id.form"), "egresstls-lab new my-lab")
          .failure();
    }
    if (Files.exists(folder)) {
      throw Problem.of(Problem.Kind.USAGE, say("app.author.exists", folder)).failure();
    }
    try {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, filled(read(file.getValue()), name));
      }
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("app.labs.not-kept", folder))
          .because(String.valueOf(e.getMessage()))
          .failure();
    }
  }

  private static String filled(String text, String name) {
    return text.replace("id: NAME", "id: " + name)
        .replace("ISTIO", IstioRelease.newest().toString());
  }

  private static String read(String file) {
    return ProgramFiles.text(RESOURCES + file);
  }
}
