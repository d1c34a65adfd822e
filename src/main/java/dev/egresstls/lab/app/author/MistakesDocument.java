package dev.egresstls.lab.app.author;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.ProgramVersion;
import dev.egresstls.lab.catalog.Mistake;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.stream.Collectors;

/** Mistakes of a lab for programs: as JSON, SARIF 2.1.0, or commands of a GitHub workflow. */
public final class MistakesDocument {
  private MistakesDocument() {}

  /** The JSON object; docs/json.md describes it. */
  public static Tree json(List<Mistake> mistakes) {
    return Tree.object(
        "schemaVersion",
        Answer.SCHEMA_VERSION,
        "mistakes",
        mistakes.stream()
            .map(
                one ->
                    Tree.object(
                        "file", one.place().file(),
                        "line", one.place().line(),
                        "column", one.place().column(),
                        "what", one.what()))
            .toList());
  }

  /** As static-analysis tools exchange results (OASIS SARIF 2.1.0). */
  public static Tree sarif(List<Mistake> mistakes) {
    Tree driver = Tree.object("name", "egresstls-lab", "version", ProgramVersion.current());
    Tree run =
        Tree.object(
            "tool",
            Tree.object("driver", driver),
            "results",
            mistakes.stream().map(MistakesDocument::result).toList());
    return Tree.object(
        "$schema",
        "https://json.schemastore.org/sarif-2.1.0.json",
        "version",
        "2.1.0",
        "runs",
        List.of(run));
  }

  private static Tree result(Mistake mistake) {
    Tree region =
        Tree.object("startLine", mistake.place().line(), "startColumn", mistake.place().column());
    Tree physical =
        Tree.object(
            "artifactLocation", Tree.object("uri", mistake.place().file()), "region", region);
    return Tree.object(
        "ruleId",
        "lab",
        "level",
        "error",
        "message",
        Tree.object("text", mistake.what()),
        "locations",
        List.of(Tree.object("physicalLocation", physical)));
  }

  /** One command a line: GitHub shows each at its line of a pull request. */
  public static String github(List<Mistake> mistakes) {
    return mistakes.stream()
        .map(
            one ->
                "::error file=%s,line=%d,col=%d::%s%n"
                    .formatted(
                        escaped(one.place().file()).replace(",", "%2C").replace(":", "%3A"),
                        one.place().line(),
                        one.place().column(),
                        escaped(one.what())))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
