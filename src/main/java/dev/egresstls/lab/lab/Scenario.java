package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a lab is about.
 *
 * @param subject who sends its request; empty for a lab without one
 * @param objects those that decide the way of the request, in its order; of each kind, the first is
 *     the one that sentences mean
 * @param outside the hosts outside the practice cluster
 * @param causes why its checks may fail, besides what holds for any lab
 */
public record Scenario(
    Optional<Subject> subject,
    List<WhatIfChange.Target> objects,
    List<OutsideHost> outside,
    List<LabCause> causes) {
  /** Nothing is said of it. */
  public static final Scenario NONE =
      new Scenario(Optional.empty(), List.of(), List.of(), List.of());

  public Scenario {
    Objects.requireNonNull(subject);
    objects = List.copyOf(objects);
    outside = List.copyOf(outside);
    causes = List.copyOf(causes);
  }

  /** The same with causes. */
  public Scenario with(List<LabCause> others) {
    return new Scenario(subject, objects, outside, others);
  }

  /** The hosts outside, with these values. */
  public List<OutsideHost> outside(Vars vars) {
    return outside.stream().map(host -> host.filled(vars)).toList();
  }

  /** The first object of a kind. */
  public Optional<WhatIfChange.Target> object(String kind) {
    return objects.stream().filter(one -> one.kind().equals(kind)).findFirst();
  }

  /**
   * Who sends a lab's request, and where to. Texts may hold {@code ${name}}.
   *
   * @param client the workload that sends
   * @param container the one of it that has the program
   * @param url of the request
   * @param hostHeader the Host that the request names; empty for that of the URL
   * @param host whose addresses the lab is about; empty for the URL's own
   * @param also further URLs that are worth a look
   * @param gateway the Envoy that the request passes on its way out; empty if it passes none
   */
  public record Subject(
      Workload client,
      String container,
      String url,
      Optional<String> hostHeader,
      Optional<String> host,
      List<String> also,
      Optional<Workload> gateway) {
    /** A Deployment. */
    public record Workload(String namespace, String deployment) {}

    public Subject {
      Objects.requireNonNull(client);
      Objects.requireNonNull(gateway);
      Objects.requireNonNull(hostHeader);
      also = List.copyOf(also);
    }

    /** The host whose addresses the lab is about. */
    String hostName() {
      return host.or(() -> hostHeader)
          .orElseGet(
              () ->
                  url.replaceFirst("^[a-z]+://", "")
                      .replaceFirst("[/?#].*$", "")
                      .replaceFirst(":[0-9]+$", ""));
    }
  }

  /**
   * A host outside the practice cluster, and the server there.
   *
   * @param name may hold {@code ${name}}
   * @param addresses what DNS says of it
   * @param certificate the names in the server's certificate; {@code *.} stands for one label
   * @param tls ports on which it speaks TLS, and closes anything else without a reply
   * @param plain ports on which it answers plain HTTP
   * @param answer what it answers; empty for a page that tells what it saw
   */
  public record OutsideHost(
      String name,
      List<String> addresses,
      List<String> certificate,
      Set<Integer> tls,
      Set<Integer> plain,
      Optional<Answer> answer) {
    /**
     * An answer of a server.
     *
     * @param server what it calls itself; empty for the usual
     * @param body empty for a page that tells what it saw
     */
    public record Answer(int status, Optional<String> server, Optional<String> body) {}

    public OutsideHost {
      addresses = List.copyOf(addresses);
      certificate = List.copyOf(certificate);
      tls = Set.copyOf(tls);
      plain = Set.copyOf(plain);
      Objects.requireNonNull(answer);
    }

    /** The same with these values. */
    OutsideHost filled(Vars vars) {
      return new OutsideHost(
          vars.show(name),
          addresses,
          certificate.stream().map(vars::show).toList(),
          tls,
          plain,
          answer);
    }
  }
}
