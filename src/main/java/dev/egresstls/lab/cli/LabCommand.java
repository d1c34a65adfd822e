package dev.egresstls.lab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code egresstls-lab} by itself: opens the prompt. */
@Command(
    name = "egresstls-lab",
    versionProvider = Versions.class,
    mixinStandardHelpOptions = true,
    description = {
      "Walks you through \"BackendTLSPolicy for egress\" in a terminal: each step is explained,",
      "done, and checked against the real state of the cluster.",
      "",
      "Without a command it opens a prompt. Without a reachable cluster it works on a practice",
      "cluster, simulated in this process."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all holds",
      "1:a step does not hold",
      "2:the command line or the lab is wrong",
      "3:something is missing or does not answer",
      "4:the cluster said no",
      "5:it did not come about in time",
      "6:refused, to keep a cluster safe",
      "130:interrupted",
      "141:stdout was closed"
    })
final class LabCommand implements Callable<Integer> {
  private final Workshop workshop;

  @Mixin private Selection selection = new Selection();

  LabCommand(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Integer call() {
    return OpenShell.run(workshop, selection.choice(), selection.colour());
  }
}
