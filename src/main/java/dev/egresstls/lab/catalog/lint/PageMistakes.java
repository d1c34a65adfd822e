package dev.egresstls.lab.catalog.lint;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.Mistake;
import dev.egresstls.lab.catalog.Source;
import dev.egresstls.lab.value.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with the fences and the headings of a page: what they hold would not be read. */
final class PageMistakes {
  /** Kinds of blocks that mean something, and those that only show a text. */
  private static final Set<String> KINDS = Set.of("console", "sh", "yaml", "json", "text", "");

  /** What an author calls a block of commands that the lab calls sh. */
  private static final Set<String> SHELLS = Set.of("bash", "shell", "zsh", "shell-session");

  private static final Pattern FENCE = Pattern.compile("( *)(`{3,}|~{3,})\\s*(.*)");
  private static final Pattern HEADING = Pattern.compile("##\\s+(\\S.*)");
  private static final Pattern SECTION = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final Source source;
  private final List<Mistake> mistakes = new ArrayList<>();
  private int open = -1;

  private PageMistakes(Source source) {
    this.source = source;
  }

  /**
   * Those of a page.
   *
   * @param unused whether a section is used by nothing
   */
  static List<Mistake> of(Source source, Predicate<String> unused) {
    PageMistakes page = new PageMistakes(source);
    page.find(unused);
    return page.mistakes;
  }

  private void find(Predicate<String> unused) {
    int at = 0;
    Set<String> sections = new TreeSet<>();
    for (String line : source.text().split("\n", -1)) {
      Matcher fence = FENCE.matcher(line);
      Matcher heading = HEADING.matcher(line);
      if (fence.matches()) {
        fence(at + fence.start(2), fence);
      } else if (open < 0 && heading.matches()) {
        section(at, heading.group(1).strip(), sections, unused);
      }
      at += line.length() + 1;
    }
    if (open >= 0) {
      note(open, say("catalog.page.open"));
    }
  }

  private void fence(int at, Matcher fence) {
    String kind = fence.group(3).strip();
    boolean plain = fence.group(1).isEmpty() && fence.group(2).equals("```");
    if (!plain) {
      note(at, say("catalog.page.fence"));
    }
    if (open >= 0) {
      if (!kind.isEmpty()) {
        note(open, say("catalog.page.open"));
      }
      open = kind.isEmpty() ? -1 : at;
      return;
    }
    open = at;
    if (SHELLS.contains(kind)) {
      note(at, say("catalog.page.shell", kind));
    } else if (!KINDS.contains(kind)) {
      String all = String.join(", ", new TreeSet<>(KINDS)).replaceFirst("^, ", "");
      note(at, say("catalog.page.kind", kind, all) + Spelling.hint(kind, KINDS));
    }
  }

  private void section(int at, String name, Set<String> sections, Predicate<String> unused) {
    if (!SECTION.matcher(name).matches()) {
      return; // a heading within a text
    }
    if (!sections.add(name)) {
      note(at, say("catalog.page.twice", name));
    } else if (unused.test(name)) {
      note(at, say("catalog.page.unused", name));
    }
  }

  private void note(int at, String what) {
    mistakes.add(source.mistake(at, what));
  }
}
