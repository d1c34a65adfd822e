package dev.egresstls.lab.world.kube.config;

import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificate authority that a kubeconfig's cluster is trusted by. */
final class ClusterAuthority {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN [A-Z0-9 ]+-----([^-]*)-----END");

  private ClusterAuthority() {}

  /** The same whether it is given as data or as a file, and however its lines are broken. */
  static Optional<String> digest(Tree cluster) {
    try {
      return pem(cluster).map(ClusterAuthority::body).map(Sha256::of);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // the client will say what is wrong with it
    }
  }

  private static Optional<String> pem(Tree cluster) throws IOException {
    String data = cluster.get("certificate-authority-data").text("");
    if (!data.isEmpty()) {
      byte[] pem = Base64.getMimeDecoder().decode(data);
      return Optional.of(new String(pem, StandardCharsets.UTF_8));
    }
    String file = cluster.get("certificate-authority").text("");
    return file.isEmpty() ? Optional.empty() : Optional.of(Files.readString(Path.of(file)));
  }

  private static byte[] body(String pem) {
    StringBuilder all = new StringBuilder();
    Matcher one = CERTIFICATE.matcher(pem);
    while (one.find()) {
      all.append(one.group(1).replaceAll("\\s", "")).append('\n');
    }
    return (all.length() > 0 ? all.toString() : pem).getBytes(StandardCharsets.UTF_8);
  }
}
