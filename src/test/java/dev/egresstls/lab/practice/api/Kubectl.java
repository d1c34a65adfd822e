package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real kubectl, told to talk to one practice cluster. */
final class Kubectl {
  /** A small CustomResourceDefinition. */
  static final String WIDGETS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.dev}
      spec:
        group: example.dev
        scope: Namespaced
        names: {plural: widgets, singular: widget, kind: Widget}
        versions:
        - name: v1
          served: true
          storage: true
          additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    size: {type: integer, description: How wide it is.}
                    tags: {type: array, items: {type: string}}
                    notes: {type: object, additionalProperties: {type: string}}
      """;

  private final Path folder;
  private final Path kubeconfig;

  private Kubectl(Path folder, Path kubeconfig) {
    this.folder = folder;
    this.kubeconfig = kubeconfig;
  }

  /** What one run did. */
  record Run(int exit, String out, String err) {}

  static Kubectl found(Path folder, String kubeconfig) throws IOException {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(part -> Files.isExecutable(Path.of(part, "kubectl")));
    assumeTrue(there, "no kubectl on the PATH, so the practice cluster is not tried with it");
    Path file = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
    return new Kubectl(folder, file);
  }

  private List<String> argv(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
    argv.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
    // What comes after -- belongs to the command in the pod.
    argv.addAll(List.of(arguments));
    return argv;
  }

  /** One that goes on; both its streams can be read as one. */
  Process start(Map<String, String> env, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv(arguments)).redirectErrorStream(true);
    builder.environment().putAll(env);
    return builder.start();
  }

  Run run(String stdin, String... arguments) throws IOException, InterruptedException {
    List<String> argv = argv(arguments);
    Path in = Files.writeString(folder.resolve("stdin"), stdin);
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(argv)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("kubectl hangs: " + argv);
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** What it prints, given something on stdin; it must succeed. */
  String in(String stdin, String... arguments) throws IOException, InterruptedException {
    Run run = run(stdin, arguments);
    assertEquals(0, run.exit(), () -> String.join(" ", arguments) + ": " + run.err());
    return run.out();
  }

  String out(String... arguments) throws IOException, InterruptedException {
    return in("", arguments);
  }
}
