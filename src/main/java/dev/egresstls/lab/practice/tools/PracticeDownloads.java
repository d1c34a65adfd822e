package dev.egresstls.lab.practice.tools;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.world.Downloads;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The downloads that the lab needs, in short definitions of our own; nothing is fetched. Digests
 * are those of the real files, so they are not compared.
 */
public final class PracticeDownloads implements Downloads {
  private static final Pattern BUNDLE =
      Pattern.compile(
          "https://github\\.com/kubernetes-sigs/gateway-api/releases/download/"
              + "(v\\d+\\.\\d+\\.\\d+)/(standard|experimental)-install\\.yaml");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "https://raw\\.githubusercontent\\.com/istio/istio/.+/samples/curl/curl\\.yaml");

  @Override
  public String text(String url, String sha256, String option, Listener listener) {
    Matcher bundle = BUNDLE.matcher(url);
    if (bundle.matches()) {
      return GatewayApiBundle.of(bundle.group(1), bundle.group(2))
          .map(PracticeDownloads::manifest)
          .orElseThrow(() -> unknown(url));
    }
    if (SAMPLE.matcher(url).matches()) {
      return PracticeFiles.read("curl-sample.yaml");
    }
    throw unknown(url);
  }

  private static String manifest(GatewayApiBundle bundle) {
    return bundle.objects().stream().map(Json::write).collect(Collectors.joining("\n---\n"));
  }

  private static RuntimeException unknown(String url) {
    Optional<String> supported = Optional.of(String.join(", ", GatewayApi.BUNDLES));
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("practice.no-file", url),
            say("practice.no-file.try", supported.get()))
        .because(say("practice.no-file.because"))
        .failure();
  }
}
