package dev.egresstls.lab.world;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of a cluster from the moment it was pinned.
 *
 * @param context the context's name in the kubeconfig
 * @param server the API server's URL
 * @param version such as {@code v1.33.1}
 * @param practice whether the server carries the practice cluster's marker
 * @param throwaway why it looks like a throwaway cluster ({@code kind}, {@code loopback}, ...), or
 *     empty if it does not
 * @param looksLike what it looks like otherwise, for the question before the first change, such as
 *     {@code EKS, 41 nodes, 380 days old}
 * @param kubeconfig the file that holds the context; tools get it as {@code KUBECONFIG}
 */
public record ClusterFacts(
    String context,
    String server,
    String version,
    boolean practice,
    Optional<String> throwaway,
    String looksLike,
    Path kubeconfig) {}
