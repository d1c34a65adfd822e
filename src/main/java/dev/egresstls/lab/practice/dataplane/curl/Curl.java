package dev.egresstls.lab.practice.dataplane.curl;

import dev.egresstls.lab.practice.dataplane.net.Network;
import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import dev.egresstls.lab.practice.dataplane.shell.Program;
import java.util.Optional;

/** The program {@code curl}, as far as HTTP goes. */
public final class Curl implements Program {
  private static final int USAGE = 2;
  private static final int UNSUPPORTED = 1;
  private static final int MALFORMED = 3;
  private static final String TRY =
      "curl: try 'curl --help' or 'curl --manual' for more information\n";

  private final Network network;

  public Curl(Network network) {
    this.network = network;
  }

  @Override
  public int run(Invocation call) {
    Options options;
    try {
      options = OptionReader.read(call.arguments());
    } catch (OptionReader.Refused refused) {
      call.err().print("curl: " + refused.getMessage() + "\n" + TRY);
      return USAGE;
    }
    if (options.notice.isPresent()) {
      boolean version = options.notice.get().equals("version");
      call.out().print(version ? CurlBuild.notice(CurlBuild.version(call)) : CurlBuild.HELP);
      return 0;
    }
    if (options.urls.isEmpty()) {
      call.err().print("curl: (2) no URL specified\n" + TRY);
      return USAGE;
    }
    int exit = 0;
    for (int i = 0; i < options.urls.size(); i++) {
      exit = transfer(call, options, options.urls.get(i), i);
    }
    return exit;
  }

  private int transfer(Invocation call, Options options, String url, int number) {
    Optional<Target> target = Target.of(url);
    if (target.isEmpty()) {
      return complain(call, options, MALFORMED, "URL rejected: Malformed input to a URL function");
    }
    String scheme = target.get().scheme();
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return complain(call, options, UNSUPPORTED, "Protocol \"" + scheme + "\" not supported");
    }
    return new Transfer(call, options, network, url, target.get(), number).run();
  }

  private static int complain(Invocation call, Options options, int exit, String words) {
    if (options.tellsErrors()) {
      call.err().print("curl: (" + exit + ") " + words + "\n");
    }
    return exit;
  }
}
