package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.page.PageBlock;
import dev.egresstls.lab.catalog.page.PageBlocks;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what a lab's pages quote in blocks of {@code console} is what is printed. */
final class PageProof {
  private static final String CONSOLE = "console";
  private static final Pattern NAME = Pattern.compile("# ([a-z0-9-]+\\.yaml)");

  private final Lab lab;
  private final Supplier<Vars> vars;
  private final PageBlocks blocks;
  private final PageRunner runner;
  private final Set<String> compared = new TreeSet<>();

  PageProof(Lab lab, Supplier<Vars> vars, PageBlocks blocks, PageRunner runner) {
    this.lab = lab;
    this.vars = vars;
    this.blocks = blocks;
    this.runner = runner;
  }

  /** Compares what the page and the hints of a step that holds quote. */
  void step(Step step, ProofCases cases) throws InterruptedException {
    List<PageBlock> quoting =
        Stream.concat(Stream.of(step.prose()), step.hints().stream())
            .flatMap(text -> blocks.in(text, CONSOLE).stream())
            .toList();
    compare(say("app.author.page", step.id()), quoting, Map.of(), cases);
  }

  /** Compares what the page for production quotes, with its YAML in files. */
  void production(ProofCases cases) throws InterruptedException {
    Optional<Curriculum.Production> page = lab.curriculum().production();
    if (page.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>(List.of(page.get().intro()));
    page.get().topics().forEach(topic -> texts.add(topic.prose()));
    Map<String, String> files = new HashMap<>();
    texts.stream()
        .flatMap(text -> blocks.in(text, "yaml").stream())
        .filter(yaml -> !yaml.lines().isEmpty())
        .forEach(
            yaml -> {
              Matcher name = NAME.matcher(yaml.lines().get(0));
              String text = vars.get().show(String.join("\n", yaml.lines()));
              if (name.matches()) {
                files.put(name.group(1), runner.file(name.group(1), text));
              }
            });
    List<PageBlock> quoting =
        texts.stream().flatMap(text -> blocks.in(text, CONSOLE).stream()).toList();
    compare(say("app.author.page.production"), quoting, files, cases);
  }

  /** Places of blocks that are compared with nothing, because of where they are. */
  Stream<Problem.Place> elsewhere() {
    return blocks.all(CONSOLE).stream()
        .map(PageBlock::place)
        .filter(place -> !compared.contains(place.toString()));
  }

  private void compare(
      String name, List<PageBlock> quoting, Map<String, String> files, ProofCases cases)
      throws InterruptedException {
    if (quoting.isEmpty()) {
      return;
    }
    quoting.forEach(block -> compared.add(block.place().toString()));
    Set<String> missing = new TreeSet<>();
    List<PageBlock> left = new ArrayList<>(quoting);
    left.removeIf(block -> missing(block).map(missing::add).isPresent());
    missing.forEach(why -> cases.skip(name, why));
    if (!left.isEmpty()) {
      cases.tried(
          name,
          new String[0],
          () -> {
            List<String> wrong = new ArrayList<>();
            for (PageBlock block : left) {
              wrong.addAll(differences(block, files));
            }
            return wrong;
          });
    }
  }

  /** Why a block cannot be compared here, though nothing is wrong with it. */
  private Optional<String> missing(PageBlock block) {
    for (QuotedOutput one : quoted(block)) {
      try {
        Optional<String> missing = runner.missing(command(one));
        if (missing.isPresent()) {
          return missing;
        }
      } catch (PageCommand.Refused e) {
        continue; // said when it is compared
      }
    }
    return Optional.empty();
  }

  private List<QuotedOutput> quoted(PageBlock block) {
    return QuotedOutput.in(block.lines().stream().map(vars.get()::show).toList());
  }

  private static PageCommand command(QuotedOutput one) throws PageCommand.Refused {
    return PageCommand.of(one.line(), one.command(), Optional.empty());
  }

  private List<String> differences(PageBlock block, Map<String, String> files)
      throws InterruptedException {
    List<QuotedOutput> quoted = quoted(block);
    if (quoted.isEmpty()) {
      return List.of(wrong(block.place(), say("app.author.quote.none")));
    }
    List<String> wrong = new ArrayList<>();
    for (QuotedOutput one : quoted) {
      try {
        PageCommand command = command(one).naming(files);
        one.difference(runner.run(command, Optional.empty()).lines())
            .ifPresent(found -> wrong.add(wrong(block.at(found.line()), found.what())));
      } catch (PageCommand.Refused e) {
        wrong.add(wrong(block.at(e.line()), String.valueOf(e.getMessage())));
      }
    }
    return wrong;
  }

  private static String wrong(Problem.Place place, String what) {
    return place + ": " + what;
  }
}
