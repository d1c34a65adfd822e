package dev.egresstls.lab.cli;

import dev.egresstls.lab.world.local.NoteFiles;
import java.nio.file.Path;

/** Another process of the lab that is at work on a cluster until its standard input ends. */
final class LockHolder {
  private LockHolder() {}

  /**
   * Holds the ledger of a cluster.
   *
   * @param args the folder of ledgers, and the name of the ledger
   */
  public static void main(String[] args) throws Exception {
    new NoteFiles(Path.of(args[0])).hold(args[1], "run, process 4711").orElseThrow();
    System.out.println("held");
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
