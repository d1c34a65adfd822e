package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in one line what stands somewhere, and what should. */
public final class GapText implements Expectation.Cases<String> {
  private static final int LONGEST = 160;

  private final Vars vars;
  private final Tree self;

  GapText(Vars vars, Tree self) {
    this.vars = vars;
    this.self = self;
  }

  /** Whether nothing stands where something should. */
  public static boolean isNothing(Gap gap) {
    return gap.saw().startsWith(say("check.word.nothing"));
  }

  /** {@code 10.96.12.4}, {@code a, b}, {@code {name: https, port: 443}} or {@code nothing}. */
  static String of(Tree value) {
    String text = value.isPresent() ? plain(value) : say("check.word.nothing");
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static String plain(Tree value) {
    if (value.isList()) {
      return list(value.items());
    }
    if (value.isObject()) {
      return value.fields().entrySet().stream()
          .map(field -> field.getKey() + ": " + inner(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    String text = value.text("null");
    return text.isEmpty() ? "\"\"" : text.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
  }

  private static String inner(Tree value) {
    return value.isList() ? "[" + plain(value) + "]" : plain(value);
  }

  /** Items divided by commas; {@code nothing} for none. */
  static String list(List<Tree> items) {
    return items.isEmpty()
        ? say("check.word.nothing")
        : items.stream().map(GapText::plain).collect(Collectors.joining(", "));
  }

  /** What should stand there. */
  String of(Expectation expectation) {
    return expectation.match(this);
  }

  @Override
  public String equal(Expectation.Equal equal) {
    return of(vars.fill(equal.value(), self));
  }

  @Override
  public String present(Expectation.Present present) {
    return present.wanted() ? say("check.word.something") : say("check.word.nothing");
  }

  @Override
  public String oneOf(Expectation.OneOf oneOf) {
    return say("check.word.oneOf", list(vars.fillItems(oneOf.values(), self)));
  }

  @Override
  public String version(Expectation.VersionIn version) {
    return say("check.word.version", vars.fill(version.range(), self));
  }

  @Override
  public String matches(Expectation.Matches matches) {
    return say("check.word.like", vars.fill(matches.regex(), self));
  }

  @Override
  public String object(Expectation.ObjectWith object) {
    return members(object.members());
  }

  private String members(Map<String, Expectation> members) {
    return members.entrySet().stream()
        .map(member -> member.getKey() + ": " + of(member.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Override
  public String exact(Expectation.Exact exact) {
    List<Tree> items = vars.fillItems(exact.items(), self);
    return items.isEmpty() ? say("check.word.nothing") : say("check.word.just", list(items));
  }

  @Override
  public String contains(Expectation.Contains contains) {
    return list(vars.fillItems(contains.items(), self));
  }

  @Override
  public String each(Expectation.Each each) {
    return say("check.word.only", of(each.item()));
  }

  @Override
  public String any(Expectation.Any any) {
    return say("check.word.item", of(any.item()));
  }

  @Override
  public String not(Expectation.Not not) {
    return say("check.word.other", of(not.value()));
  }

  @Override
  public String yaml(Expectation.YamlOf yaml) {
    return "YAML " + of(yaml.value());
  }
}
