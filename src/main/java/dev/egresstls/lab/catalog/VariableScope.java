package dev.egresstls.lab.catalog;

import dev.egresstls.lab.lab.Placeholders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which {@code ${name}}s mean something at a place of a lab.
 *
 * @param names the variables
 * @param prefixes beginnings of names, such as {@code self.}, behind which a path stands
 */
public record VariableScope(Set<String> names, Set<String> prefixes) {

  /** The same with fields of what was seen, as {@code ${self.path}}. */
  public VariableScope withSelf() {
    Set<String> more = new TreeSet<>(prefixes);
    more.add(Placeholders.SELF);
    return new VariableScope(names, more);
  }

  /** The same with more names. */
  public VariableScope with(Collection<String> others) {
    Set<String> more = new TreeSet<>(names);
    more.addAll(others);
    return new VariableScope(more, prefixes);
  }

  /** Whether the name means something. */
  public boolean knows(String name) {
    return names.contains(name)
        || prefixes.stream().anyMatch(one -> name.startsWith(one) && name.length() > one.length());
  }

  /** All that may stand between the braces, for a message. */
  public List<String> known() {
    List<String> all = new ArrayList<>(new TreeSet<>(names));
    prefixes.forEach(prefix -> all.add(prefix + "…"));
    return all;
  }
}
