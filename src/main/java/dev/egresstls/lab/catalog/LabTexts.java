package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Placeholders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a lab's {@code lab.yaml} shows of itself (titles, questions, what checks say), in the
 * reader's language: {@code prose/de/lab.yaml} is one mapping from each text as it stands there to
 * its translation. What is omitted is shown as it stands.
 */
public final class LabTexts {
  /** The file, below the folder of a language. */
  public static final String FILE = "lab.yaml";

  private final Map<String, String> translations = new HashMap<>();
  private final List<Mistake> mistakes;

  private LabTexts(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** Those for the languages that are looked for; mistakes in their files are added. */
  public static LabTexts of(LabFiles files, List<Mistake> mistakes) {
    LabTexts words = new LabTexts(mistakes);
    for (String language : files.languages()) {
      String path = "prose/" + language + "/" + FILE;
      files
          .text(path)
          .map(text -> new Source(files.nameOf(path), text))
          .ifPresent(
              source -> YamlText.read(source, mistakes).ifPresent(root -> words.add(source, root)));
    }
    return words;
  }

  private void add(Source source, Node root) {
    if (!(root instanceof MappingNode mapping)) {
      mistake(source, root, say("catalog.words.no-mapping", Reading.shape(root)));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode text
          && tuple.getValueNode() instanceof ScalarNode translation) {
        add(source, translation, text.getValue(), translation.getValue());
      } else {
        mistake(source, tuple.getKeyNode(), say("catalog.words.no-text"));
      }
    }
  }

  private void add(Source source, Node at, String text, String translation) {
    Set<String> names = new TreeSet<>(Placeholders.names(text));
    if (names.equals(new TreeSet<>(Placeholders.names(translation)))) {
      translations.putIfAbsent(text, translation);
    } else {
      mistake(source, at, say("catalog.words.other-names", String.join(", ", names)));
    }
  }

  private void mistake(Source source, Node at, String what) {
    mistakes.add(source.mistake(source.offset(at.getStartMark().getIndex()), what));
  }

  /** A text in the reader's language, as far as it was translated. */
  public String of(String text) {
    return translations.getOrDefault(text, text);
  }
}
