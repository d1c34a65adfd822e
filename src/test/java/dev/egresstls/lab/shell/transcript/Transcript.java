package dev.egresstls.lab.shell.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transcript: commands of the shell, each with what it shows and, if it opens the prompt, what is
 * typed there.
 *
 * @param scenes in order
 */
record Transcript(List<Scene> scenes) {
  private static final Pattern PROMPT =
      Pattern.compile("((?:\\S.* · )?\\d+/\\d+|  predict 1 to \\d \\(Enter skips\\)) [›>] ?(.*)");

  /**
   * One command of the shell.
   *
   * @param command what stands after {@code $ }
   * @param lines what is shown until the next command, prompts with what was typed among them
   */
  record Scene(String command, List<String> lines) {
    /** What is typed at prompts, in order. */
    List<String> typed() {
      List<String> typed = new ArrayList<>();
      for (String line : lines) {
        Matcher prompt = PROMPT.matcher(line);
        if (prompt.matches()) {
          typed.add(prompt.group(2).strip());
        }
      }
      return typed;
    }

    List<String> arguments() {
      List<String> words = List.of(command.split("\\s+"));
      return words.subList(1, words.size());
    }
  }

  static Transcript of(List<String> text) {
    List<Scene> scenes = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String command = null;
    for (String line : text) {
      if (line.startsWith("# ")) {
        continue;
      }
      if (line.startsWith("$ egresstls-lab")) {
        add(scenes, command, lines);
        command = line.substring(2).strip();
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    add(scenes, command, lines);
    return new Transcript(scenes);
  }

  private static void add(List<Scene> scenes, String command, List<String> lines) {
    if (command == null) {
      return;
    }
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    scenes.add(new Scene(command, List.copyOf(lines.subList(0, end))));
  }
}
