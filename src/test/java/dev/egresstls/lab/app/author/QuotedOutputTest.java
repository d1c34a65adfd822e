package dev.egresstls.lab.app.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages quote, and the commands that they may have. */
class QuotedOutputTest {
  private static final List<String> PRINTED =
      List.of("NAME        READY", "curl-7d-x2  2/2", "", "done (3 s).");

  private static Optional<String> difference(String quoted) {
    List<String> block =
        Stream.concat(Stream.of("$ kubectl get pods"), Stream.of(quoted.split("/n"))).toList();
    return QuotedOutput.in(block)
        .get(0)
        .difference(PRINTED)
        .map(one -> one.line() + " " + one.what());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          NAME READY/ncurl-7d-x2   2/2/ndone (3 s). ; ``
          NAME READY/ncurl-… 2/2/ndone (… s).       ; ``
          NAME …/n...                               ; ``
          .../ndone …                               ; ``
          .../ncurl-…/n...                          ; ``
          ...                                       ; ``
          NAME READY/ncurl-… 1/1/n...               ; 2 quotes "curl-… 1/1", but "curl-7d-x2  2/2" was printed
          NAME READY/ncurl-… 2/2                    ; 2 "done (3 s)." was printed as well
          NAME READY                                ; 1 "curl-7d-x2  2/2" was printed as well
          .../ndone/n...                            ; 2 quotes "done", which was not printed from there on
          .../ndone …/nNAME READY                   ; 3 quotes "NAME READY", and nothing more was printed
          name READY/n...                           ; 1 quotes "name READY", but "NAME        READY" was printed
          NAMEREADY/n...                            ; 1 quotes "NAMEREADY", but "NAME        READY" was printed
          """,
      quoteCharacter = '`')
  void quoted_output_is_what_was_printed(String quoted, String says) {
    assertEquals(says, difference(quoted).orElse(""));
  }

  @Test
  void a_block_has_several_commands_some_over_several_lines() {
    List<QuotedOutput> all =
        QuotedOutput.in(List.of("$ kubectl get \\", "    pods", "x", "$ kubectl get ns", "y", "z"));
    assertEquals(
        List.of(
            new QuotedOutput(0, "kubectl get pods", 2, List.of("x")),
            new QuotedOutput(3, "kubectl get ns", 4, List.of("y", "z"))),
        all);
    assertEquals(List.of(), QuotedOutput.in(List.of("kubectl get ns", "y")));
  }

  @Test
  void commands_are_words_and_a_text_to_read() throws PageCommand.Refused {
    List<PageCommand> commands =
        PageCommand.in(
            List.of(
                "# first",
                "kubectl -n x get pods \\",
                "  -o jsonpath='{.items[*].kind}' --name \"a b\" ''",
                "",
                "kubectl apply -f - <<EOF",
                "kind: Pod",
                "EOF",
                "kind create cluster"));
    assertEquals(
        List.of(
            "kubectl",
            "-n",
            "x",
            "get",
            "pods",
            "-o",
            "jsonpath={.items[*].kind}",
            "--name",
            "a b",
            ""),
        commands.get(0).words());
    assertEquals(Optional.of("kind: Pod\n"), commands.get(1).input());
    assertEquals(7, commands.get(2).line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          helm list                       ; not run from a page: helm. Write kubectl, kind, istioctl or egresstls-lab trace, one command a line
          kubectl get pods | sort         ; | needs a shell, and there is none
          kubectl get pods > file         ; > needs a shell, and there is none
          kubectl get $PODS               ; $ needs a shell, and there is none
          kubectl get "$(rm x)"           ; $ needs a shell, and there is none
          kubectl get 'pods               ; no second '
          kubectl apply -f - <<EOF/nkind: $X/nEOF ; $ needs a shell, and there is none
          kubectl apply -f - <<EOF/nkind: Pod     ; no line EOF ends the text
          """,
      quoteCharacter = '`')
  void what_only_a_shell_can_do_is_refused(String block, String says) {
    PageCommand.Refused refused =
        assertThrows(PageCommand.Refused.class, () -> PageCommand.in(List.of(block.split("/n"))));
    assertEquals(says, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          kubectl --kubeconfig x get pods       ; --kubeconfig
          kubectl --context=prod delete ns x    ; --context=prod
          kubectl -n x get pods -s https://x    ; -s
          kubectl get pods -w                   ; -w
          kubectl create secret generic x --from-file=id_rsa ; --from-file=id_rsa
          kubectl port-forward deploy/x 1       ; port-forward
          kubectl -n apply evil                 ; evil
          kubectl                               ; ``
          """,
      quoteCharacter = '`')
  void kubectl_reaches_nothing_else(String command, String what) throws PageCommand.Refused {
    PageCommand one = PageCommand.of(0, command, Optional.empty());
    PageCommand.Refused refused =
        assertThrows(PageCommand.Refused.class, () -> PageRunner.check(one));
    assertEquals("kubectl " + what + " is not run from a page", refused.getMessage());
  }

  @Test
  void arguments_of_the_pod_are_its_own() throws PageCommand.Refused {
    PageRunner.check(
        PageCommand.of(0, "kubectl exec x -- curl -s http://x -w y", Optional.empty()));
  }
}
