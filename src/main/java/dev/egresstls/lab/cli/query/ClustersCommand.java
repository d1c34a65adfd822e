package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.query.Queries;
import picocli.CommandLine.Command;

/** {@code clusters}: all contexts of the kubeconfig, and what each is. */
@Command(
    name = "clusters",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.clusters.summary}", "${bundle:cli.clusters.more}"})
public final class ClustersCommand extends QueryCommand {
  /** The command for a process. */
  public ClustersCommand(AppContext app) {
    super(app);
  }

  @Override
  int answer() throws InterruptedException {
    return print(Queries.clusters(app.worlds().contexts(selection.choice())));
  }
}
