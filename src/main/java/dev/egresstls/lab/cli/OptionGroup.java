package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** What options have in common, in the order of {@code --help}: a command's own stand first. */
enum OptionGroup {
  OWN(),
  WHERE("lab", "practice", "kind", "kubeconfig", "context", "namespace", "track", "var"),
  SAFETY("trust", "allow-cluster", "allow-mesh-wide", "take-over", "yes"),
  OFFLINE("gateway-api-file", "istio-dir", "resolver", "ips", "mirror"),
  OUTPUT(
      "output",
      "quiet",
      "color",
      "colour",
      "no-color",
      "no-colour",
      "accessible",
      "help",
      "version");

  private final Set<String> names;

  OptionGroup(String... names) {
    this.names = Set.of(names);
  }

  private static OptionGroup of(OptionSpec option) {
    return Stream.of(values())
        .filter(group -> Stream.of(option.names()).anyMatch(group::has))
        .findFirst()
        .orElse(OWN);
  }

  private boolean has(String name) {
    return names.contains(name.replaceFirst("^-+", ""));
  }

  private String title() {
    return say("cli.help.group." + name().toLowerCase(Locale.ROOT));
  }

  /** The options of a command below the titles of their groups. */
  static String list(Help help) {
    StringBuilder text = new StringBuilder();
    List<OptionSpec> options = help.commandSpec().options();
    for (OptionGroup group : values()) {
      List<OptionSpec> here = options.stream().filter(one -> of(one) == group).toList();
      if (!here.isEmpty()) {
        text.append(String.format("%n%s%n", group.title()));
        text.append(help.optionListExcludingGroups(here));
      }
    }
    return text.toString();
  }
}
