package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.cli.report.PlainSink;
import dev.egresstls.lab.cli.report.RunDocument;
import dev.egresstls.lab.cli.report.StreamPaper;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.EventPrinter;
import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.progress.Heartbeat;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.launch.LaunchBanner;
import dev.egresstls.lab.value.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a run without a prompt shows what happens. */
final class Display {
  private static final int NOT_A_TERMINAL = 100;

  private final Output output;
  private final ProcessContext here;
  private final Theme theme;
  private final Optional<Paper> paper;
  private final Sink sink;

  private Display(
      Output output, ProcessContext here, Theme theme, Optional<Paper> paper, Sink sink) {
    this.output = output;
    this.here = here;
    this.theme = theme;
    this.paper = paper;
    this.sink = sink;
  }

  static Display of(
      Output output, ProcessContext here, ColourChoice colour, Supplier<List<Step>> steps) {
    Theme theme = here.theme(colour);
    if (here.terminal() || theme.spoken() && output == Output.TABLE) {
      Paper paper = paper(output == Output.JSON, here, theme);
      return new Display(output, here, theme, Optional.of(paper), new EventPrinter(paper, steps));
    }
    Sink sink = output == Output.JSON ? here::warned : new PlainSink(here.out(), theme);
    return new Display(output, here, theme, Optional.empty(), sink);
  }

  private static Paper paper(boolean error, ProcessContext here, Theme theme) {
    if (!theme.spoken() && !"dumb".equals(here.env().get("TERM"))) {
      return Consoles.paper(theme, here.charset(), error);
    }
    PrintStream to = error ? here.err() : here.out();
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : NOT_A_TERMINAL;
    return new StreamPaper(to, theme, columns, theme.spoken() ? Heartbeat.SPOKEN : Heartbeat.USUAL);
  }

  Sink sink() {
    return sink;
  }

  /** Says where the run takes place. */
  void open(LaunchBanner banner) {
    String text =
        banner.where()
            + " · "
            + banner.lab().track().id()
            + banner.versions().map(versions -> " · " + versions).orElse("");
    if (paper.isPresent()) {
      paper.get().print(List.of(Line.of(2, Role.QUIET, text), Line.EMPTY));
      banner.note().ifPresent(note -> paper.get().print(List.of(Line.of(2, Role.QUIET, note))));
    } else if (output == Output.TABLE) {
      here.out().println(theme.spell(text));
      banner.note().ifPresent(note -> here.out().println(theme.spell(note)));
      here.out().flush();
    }
  }

  /** Whether nobody reads what is written any more. */
  boolean closed() {
    return here.out().checkError();
  }

  /** Ends what is shown; writes the document if that was asked for. */
  void close(RunDocument document) {
    paper.ifPresent(Paper::settle);
    if (output == Output.JSON) {
      byte[] json = (Json.pretty(document.tree()) + "\n").getBytes(StandardCharsets.UTF_8);
      here.out().write(json, 0, json.length);
      here.out().flush();
    }
  }
}
