package dev.egresstls.lab.value;

import static dev.egresstls.lab.message.Messages.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads and writes YAML text as {@link Tree}s: no tags, few aliases, no duplicate keys. */
public final class Yaml {
  /** Between documents; in JSON no line can begin with it, since a string holds no line break. */
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---[ \\t]*$");

  private static final int MOST_ALIASES = 20;
  private static final int MOST_CODE_POINTS = 32 * 1024 * 1024;

  private Yaml() {}

  /** Thrown for text that is not YAML that we accept; the message says where. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<MarkedYAMLException> marked;

    Malformed(YAMLException cause) {
      super(cause.getMessage(), cause);
      this.marked = cause instanceof MarkedYAMLException one ? Optional.of(one) : Optional.empty();
    }

    /** What is wrong, in one line and without the place. */
    public String sentence() {
      String context = marked.map(MarkedYAMLException::getContext).map(c -> c + ": ").orElse("");
      String problem = marked.map(MarkedYAMLException::getProblem).orElse(getMessage());
      String whole = (context + problem).strip();
      return Neutral.line(whole.isEmpty() ? String.valueOf(getMessage()) : whole);
    }

    /** The line where reading stopped, counted from 1; 0 if unknown. */
    public int line() {
      return marked.map(MarkedYAMLException::getProblemMark).map(m -> m.getLine() + 1).orElse(0);
    }

    /** The column where reading stopped, counted from 1; 0 if unknown. */
    public int column() {
      return marked.map(MarkedYAMLException::getProblemMark).map(m -> m.getColumn() + 1).orElse(0);
    }
  }

  /**
   * Reads every document of the text that holds something.
   *
   * @throws Malformed if the text is not YAML, or uses tags or an alias bomb
   */
  public static List<Tree> readAll(String text) {
    return json(text).orElseGet(() -> yamlDocuments(text));
  }

  /**
   * JSON is YAML, is what most programs send, and is read ten times faster by a reader of its own.
   * Empty if the text is not JSON throughout: then YAML's reader says what is wrong.
   */
  private static Optional<List<Tree>> json(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      List<Tree> documents = new ArrayList<>();
      for (String document : SEPARATOR.split(text)) {
        List<Tree> values = Json.readAllStrictly(document);
        if (values.size() > 1) {
          return Optional.empty();
        }
        documents.addAll(values);
      }
      return Optional.of(documents);
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
  }

  private static List<Tree> yamlDocuments(String text) {
    try {
      List<Tree> documents = new ArrayList<>();
      SafeConstructor reader = reader(text);
      while (reader.checkData()) {
        Object document = reader.getData();
        if (document != null) {
          refuseCycles(document, Collections.newSetFromMap(new IdentityHashMap<>()));
          documents.add(Tree.of(document));
        }
      }
      return documents;
    } catch (YAMLException e) {
      throw new Malformed(e);
    }
  }

  /** An anchor may hold an alias of itself, which no JSON value can. */
  private static void refuseCycles(Object value, Set<Object> around) {
    if (!(value instanceof Map<?, ?>) && !(value instanceof Collection<?>)) {
      return;
    }
    if (!around.add(value)) {
      throw new YAMLException(say("value.yaml.circle"));
    }
    Collection<?> items = value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value;
    items.forEach(item -> refuseCycles(item, around));
    around.remove(value);
  }

  /** Reads the first document, or gives {@link Tree#MISSING}. */
  public static Tree read(String text) {
    List<Tree> all = readAll(text);
    return all.isEmpty() ? Tree.MISSING : all.get(0);
  }

  /** Block-style YAML of one value. */
  public static String write(Object value) {
    return writer(new Representer(dumping())).dump(Tree.of(value).raw());
  }

  /** As {@link #write}, for people: a text of several lines stands as a block. */
  public static String page(Object value) {
    return writer(new Blocks(dumping())).dump(Tree.of(value).raw());
  }

  /** Writes texts of several lines as {@code |} blocks, where YAML allows that. */
  private static final class Blocks extends Representer {
    Blocks(DumperOptions options) {
      super(options);
    }

    @Override
    protected org.yaml.snakeyaml.nodes.Node representScalar(
        org.yaml.snakeyaml.nodes.Tag tag, String value, DumperOptions.ScalarStyle style) {
      boolean block = value.indexOf('\n') >= 0;
      return super.representScalar(tag, value, block ? DumperOptions.ScalarStyle.LITERAL : style);
    }
  }

  private static DumperOptions dumping() {
    DumperOptions dumping = new DumperOptions();
    dumping.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    dumping.setWidth(4096);
    return dumping;
  }

  private static org.yaml.snakeyaml.Yaml writer(Representer representer) {
    return new org.yaml.snakeyaml.Yaml(
        new SafeConstructor(new LoaderOptions()),
        representer,
        dumping(),
        new LoaderOptions(),
        new NoDates());
  }

  /** What gives one document after the other; it needs nothing of what is there for writing. */
  private static SafeConstructor reader(String text) {
    LoaderOptions loading = new LoaderOptions();
    loading.setMaxAliasesForCollections(MOST_ALIASES);
    loading.setCodePointLimit(MOST_CODE_POINTS);
    SafeConstructor reader = new SafeConstructor(loading);
    reader.setAllowDuplicateKeys(false);
    reader.setComposer(
        new Composer(new ParserImpl(new StreamReader(text), loading), new NoDates(), loading));
    return reader;
  }

  /** Kubernetes reads a date in YAML as a string, so we do too. */
  private static final class NoDates extends Resolver {
    @Override
    public void addImplicitResolver(
        org.yaml.snakeyaml.nodes.Tag tag, java.util.regex.Pattern regexp, String first, int limit) {
      if (!org.yaml.snakeyaml.nodes.Tag.TIMESTAMP.equals(tag)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }
}
