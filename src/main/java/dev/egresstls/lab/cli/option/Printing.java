package dev.egresstls.lab.cli.option;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what an answer is printed as, and the printing. */
public final class Printing {
  /** How wide lines are where there is no terminal. */
  public static final int WITHOUT_TERMINAL = 120;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${bundle:cli.option.output}")
  private Output output = Output.TABLE;

  @Option(
      names = {"-q", "--quiet"},
      description = "${bundle:cli.option.quiet}")
  private boolean quiet;

  /** Whether JSON was asked for. */
  public boolean json() {
    return output == Output.JSON;
  }

  /** Whether nothing but problems is to be printed. */
  public boolean quiet() {
    return quiet;
  }

  /** Prints an answer, and gives its exit code. */
  public int print(Answer answer, ProcessContext here, ColourChoice colour) {
    return print(answer, here, colour, WITHOUT_TERMINAL);
  }

  /** The same with a width of its own where there is no terminal. */
  public int print(Answer answer, ProcessContext here, ColourChoice colour, int without) {
    if (json()) {
      json(answer.document().orElseThrow().get(), here);
    } else if (!quiet) {
      page(answer.page(), here, colour, without);
    }
    return answer.exitCode();
  }

  /** Prints a page for people. */
  public static void page(Answer.Page page, ProcessContext here, ColourChoice colour) {
    page(page, here, colour, WITHOUT_TERMINAL);
  }

  private static void page(
      Answer.Page page, ProcessContext here, ColourChoice colour, int without) {
    Theme theme = here.theme(colour);
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : without;
    lines(page.lines(theme, columns), here, theme, columns);
  }

  /** Prints lines for people. */
  static void lines(List<Line> lines, ProcessContext here, Theme theme, int columns) {
    new Layout(theme, columns).rows(lines).forEach(here.out()::println);
    here.out().flush();
  }

  /** Prints a document as JSON, which is UTF-8 wherever it goes. */
  public static void json(Tree document, ProcessContext here) {
    text(Json.pretty(document) + "\n", here);
  }

  /** Prints a document as YAML. */
  public static void yaml(Tree document, ProcessContext here) {
    text(Yaml.page(document), here);
  }

  /** Prints a text for programs. */
  public static void text(String text, ProcessContext here) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    here.out().write(bytes, 0, bytes.length);
    here.out().flush();
  }
}
