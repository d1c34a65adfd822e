package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.VersionRange;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** Compares what stands at a place with what is expected there: every difference is a gap. */
final class Comparison implements Expectation.Cases<List<Gap>> {
  private final String subject;
  private final Vars vars;
  private final Tree self;
  private final String path;
  private final Tree seen;

  /**
   * A comparison at one place.
   *
   * @param self the whole of what was seen, for {@code ${self.path}}
   * @param path where {@code seen} is in it
   */
  Comparison(String subject, Vars vars, Tree self, String path, Tree seen) {
    this.subject = subject;
    this.vars = vars;
    this.self = self;
    this.path = path;
    this.seen = seen;
  }

  List<Gap> with(Expectation expectation) {
    return expectation.match(this);
  }

  private Comparison at(String deeper, Tree value) {
    return new Comparison(subject, vars, self, deeper, value);
  }

  private List<Gap> gapUnless(boolean fits, Expectation expectation) {
    return fits ? List.of() : gap(new GapText(vars, self).of(expectation), GapText.of(seen));
  }

  private List<Gap> gap(String expected, String saw) {
    return List.of(new Gap(subject, path, expected, saw, Optional.empty()));
  }

  @Override
  public List<Gap> equal(Expectation.Equal equal) {
    return gapUnless(same(equal.value(), seen), equal);
  }

  /** Texts that were filled in stand for any scalar of the same text, such as a number. */
  private boolean same(Tree template, Tree value) {
    Tree expected = vars.fill(template, self);
    if (expected.raw() instanceof Number wanted && value.raw() instanceof Number number) {
      return Double.compare(wanted.doubleValue(), number.doubleValue()) == 0;
    }
    boolean filled = !expected.equals(template);
    return filled ? sameText(expected, value) : expected.equals(value);
  }

  private static boolean sameText(Tree expected, Tree value) {
    return expected.text().isPresent()
        ? expected.text().equals(value.text())
        : expected.equals(value);
  }

  @Override
  public List<Gap> present(Expectation.Present present) {
    boolean empty =
        seen.isList() ? seen.items().isEmpty() : seen.isObject() && seen.fields().isEmpty();
    return gapUnless((seen.isPresent() && !empty) == present.wanted(), present);
  }

  @Override
  public List<Gap> oneOf(Expectation.OneOf oneOf) {
    List<Tree> values = vars.fillItems(oneOf.values(), self);
    return gapUnless(values.stream().anyMatch(one -> fits(one, seen)), oneOf);
  }

  private static boolean fits(Tree expected, Tree value) {
    if (expected.raw() instanceof Number || value.raw() instanceof Number) {
      return sameText(expected, value);
    }
    return expected.equals(value);
  }

  @Override
  public List<Gap> version(Expectation.VersionIn version) {
    VersionRange range = VersionRange.of(vars.fill(version.range(), self));
    return gapUnless(seen.text().map(range::contains).orElse(false), version);
  }

  @Override
  public List<Gap> matches(Expectation.Matches matches) {
    String regex = vars.fill(matches.regex(), self);
    return gapUnless(seen.text().map(text -> text.matches(regex)).orElse(false), matches);
  }

  @Override
  public List<Gap> object(Expectation.ObjectWith object) {
    if (!seen.isObject()) {
      return gapUnless(false, object);
    }
    List<Gap> gaps = new ArrayList<>();
    for (Map.Entry<String, Expectation> member : object.members().entrySet()) {
      String name = member.getKey();
      gaps.addAll(at(Paths.member(path, name), seen.get(name)).with(member.getValue()));
    }
    return gaps;
  }

  @Override
  public List<Gap> exact(Expectation.Exact exact) {
    List<Tree> items = vars.fillItems(exact.items(), self);
    boolean same = seen.isList() && seen.items().size() == items.size() && holdsAll(items);
    return gapUnless(same, exact);
  }

  @Override
  public List<Gap> contains(Expectation.Contains contains) {
    List<Tree> items = vars.fillItems(contains.items(), self);
    return gapUnless(seen.isList() && !items.isEmpty() && holdsAll(items), contains);
  }

  /** Whether each item has a partner of its own in the list. */
  private boolean holdsAll(List<Tree> items) {
    List<Tree> left = new ArrayList<>(seen.items());
    BiPredicate<Tree, Tree> fits = Comparison::fits;
    return items.stream()
        .allMatch(
            item ->
                IntStream.range(0, left.size())
                    .filter(i -> fits.test(item, left.get(i)))
                    .boxed()
                    .findFirst()
                    .map(i -> left.remove(i.intValue()))
                    .isPresent());
  }

  @Override
  public List<Gap> each(Expectation.Each each) {
    if (seen.items().isEmpty()) {
      return gapUnless(false, each);
    }
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < seen.items().size(); i++) {
      gaps.addAll(at(Paths.item(path, i), seen.get(i)).with(each.item()));
    }
    return gaps;
  }

  @Override
  public List<Gap> any(Expectation.Any any) {
    if (seen.items().isEmpty()) {
      return gapUnless(false, any);
    }
    List<Candidate> candidates =
        IntStream.range(0, seen.items().size()).mapToObj(i -> candidate(i, any.item())).toList();
    Candidate nearest = candidates.stream().min(Candidate.NEAREST_FIRST).orElseThrow();
    if (nearest.gaps.isEmpty() || nearest.named) {
      return nearest.gaps;
    }
    return gap(
        new GapText(vars, self).of(any),
        say("check.nearest", nearest.index, GapText.of(seen.get(nearest.index))));
  }

  private Candidate candidate(int index, Expectation item) {
    List<Gap> gaps = at(Paths.item(path, index), seen.get(index)).with(item);
    return new Candidate(index, named(seen.get(index), item), gaps);
  }

  /**
   * Whether the item is the one that is meant, as far as the member says which the lab names first
   * ({@code type} of a condition, {@code name} of a container). Where it names one member alone,
   * nothing tells the items apart, and the nearest is as good as any.
   */
  private boolean named(Tree item, Expectation expectation) {
    if (!(expectation instanceof Expectation.ObjectWith object)) {
      return false;
    }
    var first = object.members().entrySet().stream().findFirst();
    return object.members().size() == 1
        || first
            .map(one -> at("", item.get(one.getKey())).with(one.getValue()).isEmpty())
            .orElse(false);
  }

  /** An item that may be the one that any asks for. */
  private record Candidate(int index, boolean named, List<Gap> gaps) {
    static final Comparator<Candidate> NEAREST_FIRST =
        Comparator.comparing((Candidate one) -> !one.gaps.isEmpty())
            .thenComparing(one -> !one.named)
            .thenComparing(one -> one.gaps.size())
            .thenComparing(Candidate::index);
  }

  @Override
  public List<Gap> not(Expectation.Not not) {
    return gapUnless(!with(not.value()).isEmpty(), not);
  }

  @Override
  public List<Gap> yaml(Expectation.YamlOf yaml) {
    try {
      Tree inner = seen.text().map(Yaml::read).orElse(Tree.MISSING);
      return inner.isMissing() ? gapUnless(false, yaml) : at(path, inner).with(yaml.value());
    } catch (Yaml.Malformed e) {
      return gap(new GapText(vars, self).of(yaml), say("check.notYaml"));
    }
  }
}
