package dev.egresstls.lab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sort of mistake that a lab can have. */
class LabMistakesTest extends SmallLab {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: The first step    | titel: x                     | 11:3: unknown field "titel" in a step; did you mean title?
          title: The first step    | {                            | not YAML
          title: The first step    | title: 5                     | 11:10: expected a text: put it in quotes
          title: The first step    | title: [a]                   | 11:10: expected a text, not a list
          title: The first step    | title: !!str x               | 11:10: tags are not allowed in a lab: tag:yaml.org,2002:str
          title: The first step    | title: &a x                  | 11:10: anchors are not allowed in a lab: &a
          title: The first step    | title: *a                    | 11:10: aliases are not allowed in a lab: *a
          title: The first step    | id: other                    | 11:3: duplicate field "id"
          title: The first step    | '  title: x'                 | not YAML
          title: The first step    | title: ${nso}                | 11:10: unknown name ${nso}; did you mean ns?
          title: The first step    | title: ${only}               | 11:10: unknown name ${only}; known here: api, digCommand, ips, istioRange, ns
          title: The first step    | title: ${self.x}             | 11:10: unknown name ${self.x}
          prose/first.md#hint-1    | prose/first.md#hint-7        | the file has no section "## hint-7"
          prose: prose/first.md#   | prose: prose/none.md#        | the file prose/none.md does not exist
          manifests/one.yaml       | ../../etc/passwd             | a file of the lab must be a path inside
          manifests/one.yaml       | manifests/two.yaml           | 16:19: the file manifests/two.yaml does not exist
          within: 5s               | within: soon                 | expected a time such as 30s, 500ms or 2m
          track: old, resolve      | track: odl, resolve          | there is no track odl; did you mean old?
          needs: [first]           | needs: [frist]               | there is no earlier step frist; did you mean first?
          needs: [first]           | needs: [second]              | there is no earlier step second
          needs: [first]           | needs: first                 | expected a list, not a single value
          id: second               | id: first                    | the ID first is already in use
          id: second               | id: Second_1                 | an ID has lower-case letters, digits and single hyphens
          id: old-only             | id: pod                      | the check name pod is used twice
          id: old-only             | id: Old                      | an ID has lower-case letters, digits and single hyphens: Old
          istio: ">=1.28"          | istio: "1.28"                | is not a bound such as >=1.26
          istio: ">=1.28"          | istio: ">=1.28", gatewayApi: "1.4" | is not a bound such as >=1.26
          id: new, title           | id: old, title               | the ID old is already in use
          id: new, title           | id: New, title               | an ID has lower-case letters
          kind: namespace          | kind: namspace               | there is no kind of variable namspace; did you mean namespace?
          kind: namespace          | kind: port                   | there are: hostname, namespace, name, text
          default: default         | default: De_fault            | a namespace has lower-case letters
          ns: {default             | api: {default                | a value of the track has this name, too
          ns: {default             | n_s: {default                | a name has letters and digits
          {any: {port: 443}}       | [443]                        | say how to match the list: exact, contains, each or any
          {any: {port: 443}}       | {any: {port: 443}, each: x}  | "any" must be the only key
          {any: {port: 443}}       | {}                           | an empty expectation proves nothing
          {any: {port: 443}}       | {version: "1.2"}             | is not a bound such as >=1.26
          {any: {port: 443}}       | {matches: "("}               | not a regular expression
          {any: {port: 443}}       | {present: yes}               | write true or false, or put yes in quotes
          {any: {port: 443}}       | {contains: 443}              | expected a list
          {any: {port: 443}}       | 0x1F                         | write a whole decimal number, or put 0x1F in quotes
          {any: {port: 443}}       | {object: 1}                  | expected an object's members as a mapping
          spec.ports: {any         | 'spec.ports[0: {any'         | no closing bracket in path
          expect: {active: true}   | expect: {}                   | a check that expects nothing proves nothing
          'expect: {active: true},'| ''                           | a check needs a field "expect"
          'envoySecret: {'         | 'secret: {'                  | a check has one of: resource, pod
          deployment: curl}        | deployment: curl, x: 1}      | unknown field "x" in the probe pod
          'apply: {file'           | 'run: {file'                 | an action is one of: apply, download
          'new: "echo new"'        | ''                           | byHand has no value for the track new
          'new: "echo new"'        | 'new: "${only}"'             | unknown name ${only}
          'new: "echo new"'        | 'neww: a, new: b'            | there is no track neww; did you mean new?
          byHand: look             | ''                           | a step needs a field "byHand"
          answer: 1                | answer: 3                    | the answer is one of the options, 1 to 2
          options: ["yes", "no"]   | options: ["yes"]             | a question has 2 to 9 options
          'question: "What'        | 'ask: "What'                 | a question needs a field "question"
          What now, ${ns}          | What now, ${nss}             | unknown name ${nss}
          id: other                | id: Other                    | an ID has lower-case letters
          scratch: "1.27.9"        | scratch: "1.28.0"            | 1.28.0 is not in the range >=1.26 <1.28
          'istio: ">=1.26 <1.28", scratch' | 'istio: "1.26", scratch' | is not a bound such as >=1.26
          'delete: {api'           | 'remove: {api'               | a change is one of: apply, delete, patch
          merge: {a: b}            | merge: {}                    | expected the fields to change
          merge: {a: b}            | merge: 5                     | expected the fields to change
          outboundTrafficPolicy.mode | '"outbound[0"'             | no closing bracket in path
          istiodEnv: {name: A_FLAG | istiodEnv: {flag: A_FLAG     | the change istiodEnv needs a field "name"
          expect: {exit: 0}        | expect: {}                   | a check that expects nothing proves nothing
          say: prose/other.md      | says: prose/other.md         | a what-if needs a field "say"
          '{says: once, argv: [curl, "http://x"], expect: {exit: 0}}' | '{track: new, expect: {exit: 0}}' | a what-if must send a request
          minutes: 5               | minutes: five                | expected a whole number
          metadata: {id            | 'origins: ["a.example: x=1"]\\nmetadata: {id' | is not one of cert, plain, h2, ca
          minutes: 5               | minutes: 6                   | 3:43: the lab takes 6 minutes, but its steps take 5 together
          trainer: prose/first.md#second | trainer: prose/first.md#trainer | the file has no section "## trainer"
          whatIfs: [other]         | whatIfs: [othre]             | there is no what-if othre; did you mean other?
          whatIfs: [other]         | whatIfs: [other, other]      | the what-if other is on a path twice
          whatIfs: [other]         | whatIfs: []                  | these what-ifs are on no path: other
          whatIfs: [other]         | whatIf: [other]              | a path needs a field "whatIfs"
          prose: prose/first.md#second} | prose: prose/first.md#3} | the file has no section "## 3"
          id: one-way              | id: One_way                  | an ID has lower-case letters
          answer: 2                | answer: 3                    | the answer is one of the options, 1 to 2
          'shows: "that, ${ns}"'   | 'shows: "that, ${nss}"'      | unknown name ${nss}; did you mean ns?
          kind: Lab                | kind: Laboratory             | 2:7: kind must be Lab
          'steps:'                 | 'Steps:'                     | unknown field "Steps" in a lab; did you mean steps?
          """)
  void each_mistake_is_told_in_its_place(String from, String to, String expected)
      throws IOException {
    assertTrue(GOOD.contains(from), from);
    List<String> mistakes = mistakes(GOOD.replace(from, to.replace("\\n", "\n")));
    assertTrue(mistakes.stream().anyMatch(one -> one.contains(expected)), mistakes.toString());
  }

  @Test
  void mistakes_in_other_files_are_told_there() throws IOException {
    write("manifests/one.yaml", "a: 1\nb: ${nss}\n");
    write("prose/first.md", "Hello.\n## hint-1\n## second\n${x}\n");
    assertEquals(
        List.of(
            "the section is empty",
            "manifests/one.yaml:2:4: unknown name ${nss}; did you mean ns?",
            "prose/first.md:4:1: unknown name ${x}; known here: api, digCommand, ips, istioRange, ns"),
        mistakes(GOOD).stream()
            .map(m -> m.lines().findFirst().orElse(""))
            .map(m -> m.contains("the section is empty") ? "the section is empty" : m)
            .toList());
  }
}
