package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the YAML of a lab as nodes that know their place. Labs of third parties are untrusted:
 * there are no tags, no anchors and no aliases, so that nothing can be built or multiplied.
 */
public final class YamlText {
  private static final int MOST_CODE_POINTS = 1024 * 1024;
  private static final int DEEPEST = 40;

  private final Source source;
  private final List<Mistake> mistakes;

  private YamlText(Source source, List<Mistake> mistakes) {
    this.source = source;
    this.mistakes = mistakes;
  }

  /** The root of the text's one document; empty if there are mistakes, which are added. */
  public static Optional<Node> read(Source source, List<Mistake> mistakes) {
    return new YamlText(source, mistakes).read();
  }

  private Optional<Node> read() {
    try {
      List<Event> events = new ArrayList<>();
      List<Mistake> found = scan(events);
      mistakes.addAll(found);
      return found.isEmpty() ? compose(events) : Optional.empty();
    } catch (MarkedYAMLException e) {
      mistakes.add(mistake(e.getProblemMark(), sentence(e)));
    } catch (YAMLException e) {
      mistakes.add(
          source.mistake(0, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
    return Optional.empty();
  }

  /**
   * What YAML has and labs must not; stops where going on could take for ever.
   *
   * @param events gets what was read, so that the text is parsed once
   */
  private List<Mistake> scan(List<Event> events) {
    List<Mistake> found = new ArrayList<>();
    int documents = 0;
    int depth = 0;
    LoaderOptions limits = limits();
    Parser parser = new ParserImpl(new StreamReader(source.text()), limits);
    while (parser.peekEvent() != null) {
      Event event = parser.getEvent();
      events.add(event);
      documents += event instanceof DocumentStartEvent ? 1 : 0;
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (documents > 1 || depth > DEEPEST) {
        String what =
            documents > 1 ? say("catalog.yaml.second") : say("catalog.yaml.deep", DEEPEST);
        found.add(mistake(event.getStartMark(), what));
        return found;
      }
      forbidden(event).ifPresent(what -> found.add(mistake(event.getStartMark(), what)));
    }
    return found;
  }

  private Optional<Node> compose(List<Event> events) {
    Node root = new Composer(new Replay(events), new Resolver(), limits()).getSingleNode();
    if (root == null) {
      mistakes.add(source.mistake(0, say("catalog.yaml.empty")));
    }
    return Optional.ofNullable(root);
  }

  private static Optional<String> forbidden(Event event) {
    if (event instanceof AliasEvent alias) {
      return Optional.of(say("catalog.yaml.alias", alias.getAnchor()));
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      return Optional.of(say("catalog.yaml.anchor", node.getAnchor()));
    }
    String tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof CollectionStartEvent start ? start.getTag() : null;
    return Optional.ofNullable(tag).map(one -> say("catalog.yaml.tag", one));
  }

  private static String sentence(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    String problem = say("catalog.yaml.wrong", context + e.getProblem());
    boolean tab = String.valueOf(e.getProblem()).contains("\\t");
    return (tab ? say("catalog.yaml.no-tabs", problem) : problem).replace('\n', ' ');
  }

  private Mistake mistake(Mark mark, String what) {
    return source.mistake(source.offset(mark.getIndex()), what);
  }

  private static LoaderOptions limits() {
    LoaderOptions loading = new LoaderOptions();
    loading.setCodePointLimit(MOST_CODE_POINTS);
    return loading;
  }

  /** Gives a composer events that were parsed before. */
  private static final class Replay implements Parser {
    private final List<Event> events;
    private int next;

    Replay(List<Event> events) {
      this.events = events;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
      return next < events.size() && events.get(next).is(choice);
    }

    @Override
    public Event peekEvent() {
      return next < events.size() ? events.get(next) : null;
    }

    @Override
    public Event getEvent() {
      return events.get(next++);
    }
  }
}
