package dev.egresstls.lab.practice.data.shell;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.practice.data.net.Network;
import java.util.List;
import java.util.Optional;

/** Programs that ask DNS, from inside a pod. */
public final class NameLookups {
  private static final int UNKNOWN = 2;
  private static final String SERVER = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n";

  private final Network network;

  public NameLookups(Network network) {
    this.network = network;
  }

  private List<String> addresses(Invocation call, String host) {
    Dial dial = new Dial("http", host, 80, call.namespace(), call.podName(), Optional.empty());
    return network.route(dial).dns();
  }

  private static Optional<String> host(List<String> words) {
    return words.stream().filter(word -> !word.startsWith("-")).findFirst();
  }

  /** {@code nslookup HOST}, in the words of BusyBox. */
  public int nslookup(Invocation call) {
    Optional<String> host = host(call.arguments());
    if (host.isEmpty()) {
      call.err().print("Usage: nslookup HOST\n");
      return 1;
    }
    List<String> found = addresses(call, host.get());
    call.out().print(SERVER);
    if (found.isEmpty()) {
      call.out().print("** server can't find " + host.get() + ": NXDOMAIN\n");
      return 1;
    }
    found.forEach(
        address -> call.out().print("Name:\t" + host.get() + "\nAddress: " + address + "\n"));
    return 0;
  }

  /** {@code getent hosts HOST}. */
  public int getent(Invocation call) {
    List<String> words = call.arguments();
    if (words.size() < 2 || !List.of("hosts", "ahosts", "ahostsv4").contains(words.get(0))) {
      call.err().print("Usage: getent hosts HOST\n");
      return 1;
    }
    List<String> found = addresses(call, words.get(1));
    found.forEach(address -> call.out().print(address + "  " + words.get(1) + "\n"));
    return found.isEmpty() ? UNKNOWN : 0;
  }
}
