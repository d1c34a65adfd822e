package dev.egresstls.lab.practice.dataplane.shell;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.practice.dataplane.net.Network;
import java.util.List;
import java.util.Optional;

/**
 * {@code getent ahostsv4 HOST}, by which a page asks DNS from inside a pod; of a name that does not
 * resolve it prints nothing and ends with 2, as glibc's does.
 */
public final class Getent implements Program {
  private static final int NOT_FOUND = 2;

  private final Network network;

  public Getent(Network network) {
    this.network = network;
  }

  @Override
  public int run(Invocation call) {
    List<String> words = call.arguments();
    if (words.size() != 2 || !words.get(0).equals("ahostsv4")) {
      return Programs.refuse(call);
    }
    String host = words.get(1);
    Dial dial = new Dial("http", host, 80, call.namespace(), call.podName(), Optional.empty());
    Network.Names found = network.resolve(dial);
    String name = found.aliases().stream().reduce(host, (one, next) -> next);
    found.ipv4().forEach(address -> call.out().print(address + "  STREAM " + name + "\n"));
    return found.ipv4().isEmpty() ? NOT_FOUND : 0;
  }
}
