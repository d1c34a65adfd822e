package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import java.util.stream.Collectors;

/**
 * Says in one line what the lab does for an action. Names without a value yet are shown as such.
 */
public final class ActionDescriptions implements Action.Cases<String> {
  private final Vars vars;

  private ActionDescriptions(Vars vars) {
    this.vars = vars;
  }

  /** What the lab does for an action, in one line. */
  public static String of(Action action, Vars vars) {
    return action.match(new ActionDescriptions(vars));
  }

  @Override
  public String apply(Action.Apply apply) {
    String objects =
        Yaml.readAll(vars.show(apply.manifest())).stream()
            .map(object -> Ref.of(object).toString())
            .collect(Collectors.joining(", "));
    return say("engine.will.apply", objects, apply.file());
  }

  @Override
  public String download(Action.Download download) {
    return say("engine.will.download", vars.show(download.url()));
  }

  @Override
  public String label(Action.Label label) {
    String name =
        label.namespace().map(ns -> vars.show(ns) + "/").orElse("") + vars.show(label.name());
    return say("engine.will.label", label.kind(), name, label.key(), vars.show(label.value()));
  }

  @Override
  public String restart(Action.Restart restart) {
    return say(
        "engine.will.restart",
        vars.show(restart.namespace()),
        vars.show(restart.deployment()),
        restart.without());
  }

  @Override
  public String tool(Action.Tool tool) {
    String command = tool.argv().stream().map(vars::show).collect(Collectors.joining(" "));
    return tool.createsCluster() ? say("engine.will.createCluster", command) : command;
  }

  @Override
  public String resolve(Action.Resolve resolve) {
    return say("engine.will.resolve", vars.show(resolve.host()));
  }

  @Override
  public String endpointSlice(Action.WriteSlice slice) {
    String addresses = vars.show("${" + slice.addresses() + "}");
    return say(
        "engine.will.slice",
        vars.show(slice.namespace()),
        vars.show(slice.name()),
        addresses,
        slice.port());
  }

  @Override
  public String request(Action.SendRequest request) {
    return say("engine.will.request");
  }

  /** The object that a slice action writes. */
  public static Tree slice(Action.WriteSlice slice, Vars vars) {
    Tree metadata =
        Tree.object(
            "name", vars.fill(slice.name()),
            "namespace", vars.fill(slice.namespace()),
            "labels", Tree.object("kubernetes.io/service-name", vars.fill(slice.service())));
    Tree port = Tree.object("name", slice.portName(), "port", slice.port(), "protocol", "TCP");
    vars.fill("${" + slice.addresses() + "}");
    Tree endpoint = Tree.object("addresses", vars.items(slice.addresses()));
    return Tree.object(
        "apiVersion",
        "discovery.k8s.io/v1",
        "kind",
        "EndpointSlice",
        "metadata",
        metadata,
        "addressType",
        "IPv4",
        "endpoints",
        java.util.List.of(endpoint),
        "ports",
        java.util.List.of(port));
  }
}
