package dev.egresstls.lab.lab;

import dev.egresstls.lab.value.Tree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must stand at a place. Lists have an explicit mode: exact, contains, each or any. */
public sealed interface Expectation {

  /** Calls the one method that fits. */
  <R> R match(Cases<R> cases);

  /** One method a variant. */
  interface Cases<R> {
    R equal(Equal equal);

    R present(Present present);

    R oneOf(OneOf oneOf);

    R version(VersionIn version);

    R matches(Matches matches);

    R object(ObjectWith object);

    R exact(Exact exact);

    R contains(Contains contains);

    R each(Each each);

    R any(Any any);

    R yaml(YamlOf yaml);

    R not(Not not);
  }

  /** The value itself; {@code ${name}} inside a text is filled in first. */
  record Equal(Tree value) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.equal(this);
    }
  }

  /**
   * Something, or (if not {@code wanted}) nothing: null, an empty list and an empty object count as
   * nothing.
   */
  record Present(boolean wanted) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.present(this);
    }
  }

  /** One of these values. */
  record OneOf(List<Tree> values) implements Expectation {
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.oneOf(this);
    }
  }

  /** A version (with or without v, or at the end of an image name) in a range. */
  record VersionIn(String range) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.version(this);
    }
  }

  /** A text that the regular expression matches from end to end. */
  record Matches(String regex) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.matches(this);
    }
  }

  /** An object with at least these members; names are taken as they are, not as paths. */
  record ObjectWith(Map<String, Expectation> members) implements Expectation {
    public ObjectWith {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.object(this);
    }
  }

  /** A list of just these items, in any order. */
  record Exact(List<Tree> items) implements Expectation {
    public Exact {
      items = List.copyOf(items);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.exact(this);
    }
  }

  /**
   * A list with at least these items, in any order; a text {@code ${name}} of a list variable
   * stands for its items.
   */
  record Contains(List<Tree> items) implements Expectation {
    public Contains {
      items = List.copyOf(items);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.contains(this);
    }
  }

  /** A list that is not empty, each item of which is so. */
  record Each(Expectation item) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.each(this);
    }
  }

  /** A list with at least one item that is so. */
  record Any(Expectation item) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.any(this);
    }
  }

  /** Something that is not so; nothing is not so, either. */
  record Not(Expectation value) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.not(this);
    }
  }

  /** A text that is YAML, whose value is so. */
  record YamlOf(Expectation value) implements Expectation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.yaml(this);
    }
  }
}
