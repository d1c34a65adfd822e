package dev.egresstls.lab.practice.data.shell;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small shell: words, quotes, variables, {@code ;}, {@code &&}, {@code ||}, pipes, and output
 * thrown away or joined ({@code >/dev/null}, {@code 2>&1}). No loops, no files.
 */
final class PodShell implements Program {
  private final Programs programs;

  PodShell(Programs programs) {
    this.programs = programs;
  }

  @Override
  public int run(Invocation call) throws IOException, InterruptedException {
    List<String> arguments = call.arguments();
    int script = arguments.indexOf("-c") + 1;
    if (script > 0 && script < arguments.size()) {
      return line(call, arguments.get(script));
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
    int exit = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.strip().equals("exit")) {
        return exit;
      }
      exit = line(call, line);
    }
    return exit;
  }

  private int line(Invocation call, String text) throws IOException, InterruptedException {
    int exit = 0;
    boolean runs = true;
    List<String> pipeline = new ArrayList<>();
    List<String> words = new ArrayList<>(Words.split(text, ContainerEnvironment.of(call)));
    words.add("\0;");
    for (String word : words) {
      if (!word.startsWith("\0") || word.equals("\0|")) {
        pipeline.add(word);
        continue;
      }
      if (runs && !pipeline.isEmpty()) {
        exit = pipeline(call, pipeline);
      }
      pipeline.clear();
      runs =
          switch (word) {
            case "\0&&" -> exit == 0;
            case "\0||" -> exit != 0;
            default -> true;
          };
    }
    return exit;
  }

  private int pipeline(Invocation call, List<String> words)
      throws IOException, InterruptedException {
    InputStream in = call.in();
    List<String> command = new ArrayList<>();
    for (String word : words) {
      if (!word.equals("\0|")) {
        command.add(word);
        continue;
      }
      ByteArrayOutputStream buffer = new ByteArrayOutputStream();
      command(call, command, in, new PrintStream(buffer, true, StandardCharsets.UTF_8));
      in = new ByteArrayInputStream(buffer.toByteArray());
      command = new ArrayList<>();
    }
    return command(call, command, in, call.out());
  }

  private int command(Invocation call, List<String> words, InputStream in, PrintStream piped)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(words);
    boolean joined = argv.remove("2>&1");
    boolean quietErrors = argv.remove("2>/dev/null");
    boolean quiet = argv.remove(">/dev/null") || argv.remove("1>/dev/null");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    PrintStream out = quiet ? nowhere : piped;
    PrintStream err = joined ? out : quietErrors ? nowhere : call.err();
    if (argv.isEmpty()) {
      return 0;
    }
    if (argv.get(0).equals("exit")) {
      return argv.size() > 1 && argv.get(1).matches("\\d{1,3}") ? Integer.parseInt(argv.get(1)) : 0;
    }
    if (!programs.has(argv.get(0))) {
      err.print("sh: " + argv.get(0) + ": not found\n");
      return Programs.NOT_FOUND;
    }
    Invocation inner = new Invocation(call.pod(), call.container(), argv, in, out, err);
    return programs.run(inner);
  }
}
