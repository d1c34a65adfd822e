package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.catalog.LabFiles;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Printing;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labs}: which labs there are. */
@Command(name = "labs", mixinStandardHelpOptions = true, description = "${bundle:cli.labs.summary}")
public final class LabsCommand implements Callable<Integer> {
  private final AppContext app;
  @Mixin private Printing printing = new Printing();
  @Mixin private Appearance appearance = new Appearance();

  /** The command for a process. */
  public LabsCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Map<String, Lab> labs = new LinkedHashMap<>();
    app.catalog().ids().forEach(id -> labs.put(id, app.catalog().read(id, Optional.empty())));
    ProcessContext here = app.here();
    if (printing.json()) {
      Printing.json(
          Tree.object(
              "schemaVersion",
              Answer.SCHEMA_VERSION,
              "labs",
              labs.entrySet().stream().map(one -> document(one.getKey(), one.getValue())).toList()),
          here);
    } else if (!printing.quiet()) {
      labs.forEach((id, lab) -> here.out().println(line(id, lab)));
    }
    return 0;
  }

  private static String line(String id, Lab lab) {
    String tracks = String.join(", ", lab.tracks().stream().map(Track::id).toList());
    return Neutral.line(say("cli.labs.line", id, lab.title(), lab.steps().size(), tracks));
  }

  private Tree document(String id, Lab lab) {
    return Tree.object(
        "id", id,
        "title", lab.title(),
        "folder",
            app.catalog().files(id).flatMap(LabFiles::folder).map(Path::toString).orElse(null),
        "minutes", lab.minutes(),
        "steps", lab.steps().size(),
        "tracks", lab.tracks().stream().map(LabsCommand::document).toList());
  }

  private static Tree document(Track track) {
    return Tree.object("id", track.id(), "title", track.title(), "istio", track.istio());
  }
}
