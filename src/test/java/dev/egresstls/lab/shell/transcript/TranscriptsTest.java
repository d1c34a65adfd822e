package dev.egresstls.lab.shell.transcript;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.FailureReport;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.Arguments;
import dev.egresstls.lab.cli.CliProgram;
import dev.egresstls.lab.cli.option.TakenOption;
import dev.egresstls.lab.shell.OpenShell;
import dev.egresstls.lab.shell.SessionScript;
import dev.egresstls.lab.shell.transcript.Transcript.Scene;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Drives every transcript through the program, on the practice cluster. */
class TranscriptsTest {
  private static final Path FOLDER = Path.of("transcripts");
  private static final Path SHOWN = Path.of("target", "transcripts");
  private static final int COLUMNS = 100;

  @TempDir Path state;

  @TestFactory
  Stream<DynamicTest> the_program_shows_what_the_transcript_says() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      return all.stream()
          .map(file -> dynamicTest(file.toString(), () -> drive(file, Files.readAllLines(file))));
    }
  }

  /** A reader gets real times and names, so here they are the patterns. */
  @Test
  void the_readme_shows_what_the_program_shows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String block =
        readme.substring(
            readme.indexOf("<!-- transcript:readme -->"),
            readme.indexOf("<!-- /transcript:readme -->"));
    List<String> lines =
        block
            .substring(block.indexOf("```\n") + 4, block.lastIndexOf("```"))
            .lines()
            .map(line -> line.replaceAll("\\d+\\.\\d s$", "{{time}}"))
            .map(line -> line.replaceAll("curl-[0-9a-f]+-\\w+", "{{name}}"))
            .toList();
    drive(FOLDER.resolve("README.md"), lines);
  }

  private void drive(Path file, List<String> transcript) throws IOException {
    List<String> shown = new ArrayList<>();
    String difference = "";
    for (Scene scene : Transcript.of(transcript).scenes()) {
      List<String> lines = scene.typed().isEmpty() ? command(scene) : session(scene);
      shown.add("$ " + scene.command());
      shown.addAll(lines);
      difference += Comparison.of(scene.lines(), lines).orElse("");
    }
    if (!difference.isEmpty()) {
      Path actual = SHOWN.resolve(FOLDER.relativize(file));
      Files.createDirectories(actual.getParent());
      Files.write(actual, shown);
      fail(file + ": " + difference + "\n(all that was shown stands in " + actual + ")");
    }
  }

  private List<String> session(Scene scene) {
    List<String> arguments = new ArrayList<>(scene.arguments());
    boolean brisk = arguments.remove("--brisk");
    TakenOption lab = TakenOption.in(arguments, TakenOption.LAB);
    Catalog labs = lab.value().map(Catalog.builtIn()::choosing).orElseGet(Catalog::builtIn);
    ChosenLaunch launch = new ChosenLaunch(Arguments.choice(lab.rest()), new PracticeOnly(), labs);
    try (SessionScript session =
        brisk
            ? SessionScript.open(launch, COLUMNS, state)
            : SessionScript.teaching(launch, COLUMNS, state)) {
      scene.typed().forEach(session::type);
      return session.all();
    }
  }

  private List<String> command(Scene scene) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    ProcessContext here =
        new ProcessContext(
            new ByteArrayInputStream(new byte[0]),
            stream,
            stream,
            Map.of(),
            state,
            false,
            StandardCharsets.UTF_8);
    int code =
        new CliProgram(
                new AppContext(
                    here, new PracticeOnly(), Catalog.builtIn(), new FailureReport(state)),
                OpenShell::run)
            .run(scene.arguments());
    List<String> lines = new ArrayList<>(out.toString(StandardCharsets.UTF_8).lines().toList());
    if (code != 0) {
      lines.add("exit " + code);
    }
    return lines;
  }
}
