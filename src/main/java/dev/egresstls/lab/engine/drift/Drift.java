package dev.egresstls.lab.engine.drift;

import dev.egresstls.lab.world.NameResolver.Address;
import dev.egresstls.lab.world.NameResolver.Answer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A slice's addresses compared with what DNS returns of the host now.
 *
 * @param slice the slice as a sentence names it: {@code EndpointSlice default/web}
 * @param written the addresses in the slice, in order; empty if it is not there
 * @param pod what the cluster's DNS says, which is what its pods resolve
 * @param machine what this machine resolves
 * @param rows each address that any of the three has, sorted as text
 * @param notes what else hangs on these addresses, a sentence each; none if nothing drifted
 */
public record Drift(
    String host,
    String slice,
    List<String> written,
    Side pod,
    Side machine,
    List<Row> rows,
    List<String> notes) {

  /** How an address stands. */
  public enum State {
    /** In the slice and in DNS. */
    SAME,
    /** In DNS, but not in the slice. */
    MISSING,
    /** In the slice, but no longer in DNS. */
    STALE,
    /** Neither in the slice nor in the cluster's DNS: only this machine resolves it. */
    ELSEWHERE,
    /** In the slice, and nobody could say whether DNS has it. */
    UNKNOWN;

    /** As a table and the JSON object say it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One address.
   *
   * @param pod as the cluster's DNS gives it
   * @param machine as this machine resolves it
   * @param effect what it does to the path of a request, as a sentence; empty for {@link
   *     State#SAME}
   */
  public record Row(
      String address,
      boolean inSlice,
      Optional<Address> pod,
      Optional<Address> machine,
      State state,
      String effect) {
    public Row {
      Objects.requireNonNull(address);
      Objects.requireNonNull(state);
    }

    Row with(String sentence) {
      return new Row(address, inSlice, pod, machine, state, sentence);
    }
  }

  public Drift {
    written = List.copyOf(written);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** The three compared, with nothing said yet of what that does. */
  static Drift of(String host, String slice, List<String> written, Side pod, Side machine) {
    Set<String> all = new TreeSet<>(written);
    pod.answer().ifPresent(answer -> all.addAll(answer.ips()));
    machine.answer().ifPresent(answer -> all.addAll(answer.ips()));
    List<Row> rows =
        all.stream().map(address -> row(address, written.contains(address), pod, machine)).toList();
    return new Drift(host, slice, written, pod, machine, rows, List.of());
  }

  private static Row row(String address, boolean inSlice, Side pod, Side machine) {
    Optional<Address> inPod = pod.answer().flatMap(answer -> answer.address(address));
    Optional<Address> here = machine.answer().flatMap(answer -> answer.address(address));
    boolean known = pod.answer().isPresent() || machine.answer().isPresent();
    boolean inDns = pod.answer().isPresent() ? inPod.isPresent() : here.isPresent();
    State state;
    if (inSlice) {
      state = !known ? State.UNKNOWN : inDns ? State.SAME : State.STALE;
    } else {
      state = inDns ? State.MISSING : State.ELSEWHERE;
    }
    return new Row(address, inSlice, inPod, here, state, "");
  }

  /** Who counts: what the pods resolve, or this machine if the cluster's DNS does not answer. */
  public Optional<Answer> reference() {
    return pod.answer().or(machine::answer);
  }

  /** Whether the slice has other addresses than DNS. */
  public boolean drifted() {
    return rows.stream()
        .anyMatch(row -> row.state() == State.MISSING || row.state() == State.STALE);
  }

  /** Whether pods and this machine resolve different addresses. */
  public boolean splitHorizon() {
    return pod.answer().isPresent()
        && machine.answer().isPresent()
        && !pod.answer().get().ips().equals(machine.answer().get().ips());
  }
}
