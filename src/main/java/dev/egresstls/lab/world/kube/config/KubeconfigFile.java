package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One kubeconfig file as it stands on disk. */
record KubeconfigFile(Path path, Tree content) {
  private static final List<String> FILE_KEYS =
      List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

  static KubeconfigFile read(Path path) {
    Tree content = parsed(path);
    if (content.isPresent() && !content.isObject()) {
      throw wrong(
          say("world.kubeconfig.no-kubeconfig", path),
          say("world.kubeconfig.no-kubeconfig.because"));
    }
    return new KubeconfigFile(path, content);
  }

  private static Tree parsed(Path path) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      return Yaml.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (AccessDeniedException e) {
      throw unreadable(path, say("world.kubeconfig.forbidden"));
    } catch (NoSuchFileException e) {
      throw unreadable(path, say("world.kubeconfig.gone"));
    } catch (IOException e) {
      String reason =
          Files.isDirectory(path) ? say("world.kubeconfig.folder") : String.valueOf(e.getMessage());
      throw unreadable(path, Neutral.line(reason));
    } catch (Yaml.Malformed e) {
      String what = say("world.kubeconfig.no-yaml", path);
      throw wrong(
          what,
          e.line() > 0
              ? say("world.kubeconfig.place", e.line(), e.column(), e.sentence())
              : e.sentence());
    }
  }

  private static RuntimeException unreadable(Path path, String because) {
    return wrong(say("world.kubeconfig.unreadable", path), because);
  }

  private static RuntimeException wrong(String what, String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            what,
            say("world.kubeconfig.try-another"),
            say("world.try.practice"))
        .because(because)
        .failure();
  }

  Optional<String> currentContext() {
    return content.get("current-context").text().filter(name -> !name.isEmpty());
  }

  /** The objects of one of the lists by their names, the first of each, with absolute files. */
  Map<String, Tree> entries(String list, String key) {
    Map<String, Tree> byName = new LinkedHashMap<>();
    for (Tree entry : content.get(list).items()) {
      Tree value = entry.get(key);
      entry
          .get("name")
          .text()
          .ifPresent(
              name -> byName.putIfAbsent(name, value.isObject() ? absolute(value) : Tree.object()));
    }
    return byName;
  }

  /** A relative file name counts from the folder of the kubeconfig that it stands in. */
  private Tree absolute(Tree entry) {
    Tree result = entry;
    for (String key : FILE_KEYS) {
      Optional<String> file = entry.get(key).text().filter(name -> !name.isEmpty());
      if (file.isPresent()) {
        result = result.with(key, inMyFolder(file.get()));
      }
    }
    String command = entry.at("exec.command").text("");
    boolean relative = command.contains("/") && !Path.of(command).isAbsolute();
    return relative
        ? result.with("exec", entry.get("exec").with("command", inMyFolder(command)))
        : result;
  }

  private String inMyFolder(String file) {
    return path.toAbsolutePath().resolveSibling(file).normalize().toString();
  }
}
