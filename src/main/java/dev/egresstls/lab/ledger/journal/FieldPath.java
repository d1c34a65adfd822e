package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The way to a field: keys of objects, items of lists by their name, and the YAML inside a text.
 *
 * @param parts from the outside in
 */
public record FieldPath(List<Part> parts) {
  /** The whole value. */
  public static final FieldPath ROOT = new FieldPath(List.of());

  /** How a part is taken. */
  public enum Kind {
    /** A member of an object. */
    KEY,
    /** The item of a list whose member {@code name} has that text. */
    ITEM,
    /** The YAML in a text; the part's text is empty. */
    YAML
  }

  /** One part of the way. */
  public record Part(Kind kind, String text) {
    public Part {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(text);
    }
  }

  public FieldPath {
    parts = List.copyOf(parts);
  }

  private FieldPath plus(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new FieldPath(more);
  }

  FieldPath key(String key) {
    return plus(new Part(Kind.KEY, key));
  }

  FieldPath item(String name) {
    return plus(new Part(Kind.ITEM, name));
  }

  FieldPath yaml() {
    return plus(new Part(Kind.YAML, ""));
  }

  FieldPath first(int count) {
    return new FieldPath(parts.subList(0, count));
  }

  int length() {
    return parts.size();
  }

  /** Where the YAML inside a text begins; -1 if the way leads through none. */
  int yamlAt() {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == Kind.YAML) {
        return i;
      }
    }
    return -1;
  }

  boolean under(String... keys) {
    for (int i = 0; i < keys.length; i++) {
      if (i >= parts.size() || !parts.get(i).text().equals(keys[i])) {
        return false;
      }
    }
    return true;
  }

  /** What stands there; {@link Tree#MISSING} if nothing does. */
  public Tree in(Tree tree) {
    Tree here = tree;
    for (Part part : parts) {
      here =
          switch (part.kind()) {
            case KEY -> here.get(part.text());
            case ITEM -> item(here, part.text()).orElse(Tree.MISSING);
            case YAML -> yaml(here);
          };
    }
    return here;
  }

  private static Optional<Tree> item(Tree list, String name) {
    return list.items().stream().filter(one -> one.get("name").text("").equals(name)).findFirst();
  }

  private static Tree yaml(Tree text) {
    try {
      return text.text().map(Yaml::read).orElse(Tree.MISSING);
    } catch (Yaml.Malformed e) {
      return Tree.MISSING;
    }
  }

  /**
   * The tree with something there, or, for {@link Tree#MISSING}, without it. Objects on the way are
   * made.
   *
   * @param at where an item that is not there goes in its list; behind the last for -1
   */
  public Tree put(Tree tree, Tree value, int at) {
    return put(tree, 0, value, at);
  }

  private Tree put(Tree tree, int depth, Tree value, int at) {
    if (depth == parts.size()) {
      return value;
    }
    Part part = parts.get(depth);
    return switch (part.kind()) {
      case KEY -> {
        Tree fresh = put(tree.get(part.text()), depth + 1, value, at);
        Tree holder = tree.isObject() ? tree : Tree.object();
        yield fresh.isMissing() ? holder.without(part.text()) : holder.with(part.text(), fresh);
      }
      case ITEM -> putItem(tree, depth, value, at);
      case YAML -> Tree.of(Yaml.write(put(yaml(tree), depth + 1, value, at)));
    };
  }

  private Tree putItem(Tree list, int depth, Tree value, int at) {
    List<Tree> items = new ArrayList<>(list.items());
    String name = parts.get(depth).text();
    int found = -1;
    for (int i = 0; i < items.size() && found < 0; i++) {
      found = items.get(i).get("name").text("").equals(name) ? i : -1;
    }
    Tree old = found < 0 ? Tree.MISSING : items.get(found);
    Tree fresh = put(old, depth + 1, value, at);
    if (found >= 0 && fresh.isMissing()) {
      items.remove(found);
    } else if (found >= 0) {
      items.set(found, fresh);
    } else if (fresh.isPresent()) {
      items.add(at < 0 ? items.size() : Math.min(at, items.size()), fresh);
    }
    return Tree.of(items);
  }

  /** Takes out objects on the way that hold nothing, as far up as a length. */
  Tree pruned(Tree tree, int downTo) {
    Tree pruned = tree;
    for (int length = parts.size() - 1; length >= downTo && length > 0; length--) {
      FieldPath parent = first(length);
      Tree there = parent.in(pruned);
      if (there.isObject() && there.fields().isEmpty()) {
        pruned = parent.put(pruned, Tree.MISSING, -1);
      }
    }
    return pruned;
  }

  /** As people write it: {@code spec.template.spec.containers[discovery].env[NAME].value}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String word = Neutral.line(part.text());
      switch (part.kind()) {
        case ITEM -> text.append('[').append(word).append(']');
        case YAML -> text.append(':');
        case KEY -> {
          boolean plain = word.matches("[A-Za-z0-9_-]+");
          boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
          text.append(plain ? (first ? "" : ".") + word : "[" + word + "]");
        }
      }
    }
    return text.toString();
  }

  Tree json() {
    return Tree.of(
        parts.stream()
            .map(
                part ->
                    switch (part.kind()) {
                      case KEY -> (Object) part.text();
                      case ITEM -> Tree.object("name", part.text());
                      case YAML -> Tree.object("yaml", true);
                    })
            .toList());
  }

  static FieldPath read(Tree json) {
    List<Part> parts = new ArrayList<>();
    for (Tree part : json.items()) {
      if (part.isObject()) {
        boolean yaml = part.get("yaml").isTrue();
        parts.add(new Part(yaml ? Kind.YAML : Kind.ITEM, yaml ? "" : part.get("name").text("")));
      } else {
        parts.add(new Part(Kind.KEY, part.text("")));
      }
    }
    return new FieldPath(parts);
  }
}
