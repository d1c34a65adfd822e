package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.query.RunDocument;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.EventPrinter;
import dev.egresstls.lab.render.Paper;
import dev.egresstls.lab.render.progress.Heartbeat;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a run without a prompt shows what happens. */
final class Display {
  private static final int NOT_A_TERMINAL = 100;

  private final RunOutput output;
  private final ProcessContext here;
  private final Theme theme;
  private final Optional<Paper> paper;
  private final Sink sink;
  private final boolean quiet;

  private Display(
      RunOutput output,
      ProcessContext here,
      Theme theme,
      Optional<Paper> paper,
      Sink sink,
      boolean quiet) {
    this.quiet = quiet;
    this.output = output;
    this.here = here;
    this.theme = theme;
    this.paper = paper;
    this.sink = sink;
  }

  static Display of(StepOptions options, ProcessContext here, Supplier<List<Step>> steps) {
    RunOutput output = options.output();
    boolean table = output == RunOutput.TABLE;
    Theme theme = here.theme(options.selection().colour());
    if (options.quiet()) {
      Sink failures = table ? failures(new PlainSink(here.out(), theme)) : event -> {};
      return new Display(output, here, theme, Optional.empty(), failures, true);
    }
    if (here.terminal() || theme.spoken() && table) {
      Paper paper = paper(!table, here, theme);
      Sink sink = new EventPrinter(paper, steps);
      return new Display(output, here, theme, Optional.of(paper), sink, false);
    }
    Sink sink = table ? new PlainSink(here.out(), theme) : here::warned;
    return new Display(output, here, theme, Optional.empty(), sink, false);
  }

  /** Of all that happens, what somebody must know who wants to hear of nothing else. */
  private static Sink failures(Sink sink) {
    return event -> {
      if (event instanceof Event.StepBroke || event instanceof Event.StepFailed) {
        sink.accept(event);
      }
    };
  }

  private static Paper paper(boolean error, ProcessContext here, Theme theme) {
    if (!theme.spoken() && !here.dumb()) {
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
    } else if (output == RunOutput.TABLE && !quiet) {
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
    switch (output) {
      case JSON -> Printing.json(document.tree(), here);
      case JUNIT -> Printing.text(JunitReport.of(document), here);
      case TABLE -> {}
    }
  }
}
