package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.trace.offline.ObjectText;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads objects from files, folders and stdin. */
final class ObjectFiles {
  private static final String STDIN = "-";

  private ObjectFiles() {}

  /**
   * The objects of all files, in order. A folder stands for the manifests in it.
   *
   * @param names paths, or {@code -} for stdin
   * @throws LabFailure (usage) that says which file is at fault, and where
   */
  static List<Tree> read(List<String> names, InputStream stdin) {
    List<Tree> objects = new ArrayList<>();
    for (String name : names) {
      if (name.equals(STDIN)) {
        objects.addAll(ObjectText.read("stdin", text("stdin", stdin::readAllBytes)));
      } else {
        files(name).forEach(file -> objects.addAll(ObjectText.read(file, text(file, bytes(file)))));
      }
    }
    return objects;
  }

  private interface Bytes {
    byte[] read() throws IOException;
  }

  private static Bytes bytes(String file) {
    return () -> Files.readAllBytes(Path.of(file));
  }

  private static List<String> files(String name) {
    Path path = Path.of(name);
    if (!Files.isDirectory(path)) {
      return List.of(name);
    }
    try (Stream<Path> inside = Files.list(path)) {
      List<String> found =
          inside
              .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
              .map(Path::toString)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw unreadable(name, say("cli.trace.objects.empty-folder"));
      }
      return found;
    } catch (IOException e) {
      throw unreadable(name, say("cli.trace.objects.unlisted"));
    }
  }

  private static String text(String name, Bytes bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.read())).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw unreadable(name, say("cli.trace.objects.missing"));
    } catch (CharacterCodingException e) {
      throw unreadable(name, say("cli.trace.objects.no-utf8"));
    } catch (IOException e) {
      throw unreadable(name, say("cli.trace.objects.forbidden"));
    }
  }

  private static LabFailure unreadable(String name, String why) {
    return Problem.of(
            Problem.Kind.USAGE,
            say("cli.trace.objects.unreadable", name, why),
            say("cli.trace.objects.try"))
        .failure();
  }
}
