package dev.egresstls.lab.mesh;

import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param scheme {@code http} or {@code https}: what the client itself speaks
 * @param host the name or address in the URL
 * @param port the port that it dials
 * @param namespace the client pod's namespace
 * @param pod the client pod's name
 * @param address the address that it is told to dial ({@code curl --resolve}); empty to ask DNS
 */
public record Dial(
    String scheme, String host, int port, String namespace, String pod, Optional<String> address) {}
