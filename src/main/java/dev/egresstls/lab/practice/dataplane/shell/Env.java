package dev.egresstls.lab.practice.dataplane.shell;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code env NAME=VALUE… PROGRAM…}; not the list of all variables, of which a pod has more. */
record Env(Programs programs) implements Program {
  @Override
  public int run(Invocation call) throws IOException, InterruptedException {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> words = call.arguments();
    int at = 0;
    while (at < words.size() && words.get(at).matches("[A-Za-z_][A-Za-z_0-9]*=.*")) {
      String[] pair = words.get(at++).split("=", 2);
      variables.put(pair[0], pair[1]);
    }
    return at == words.size()
        ? Programs.refuse(call)
        : programs.run(call.running(words.subList(at, words.size()), variables));
  }
}
