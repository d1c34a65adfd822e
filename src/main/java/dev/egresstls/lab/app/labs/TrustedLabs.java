package dev.egresstls.lab.app.labs;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The labs from outside that the user trusts, by the digest of their files: a lab that was changed
 * is another one.
 */
public final class TrustedLabs {
  private final Path file;

  private TrustedLabs(Path file) {
    this.file = file;
  }

  /** Those that are kept in a folder, which need not exist. */
  public static TrustedLabs in(Path state) {
    return new TrustedLabs(state.resolve("trusted-labs"));
  }

  /** Whether a lab with that digest is trusted. */
  public boolean has(String digest) {
    return lines().stream().anyMatch(line -> line.startsWith(digest + " "));
  }

  /** One line each: the digest, and what it was called when it was trusted. */
  public List<String> lines() {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // what cannot be read is not trusted
    }
  }

  /**
   * Keeps that a lab is trusted.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if that cannot be written
   */
  public void add(String digest, String name) {
    if (has(digest)) {
      return;
    }
    List<String> lines = new ArrayList<>(lines());
    lines.add(digest + " " + Neutral.line(name));
    try {
      PrivateFiles.folder(file.getParent());
      PrivateFiles.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("app.labs.not-kept", file))
          .because(Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }
}
