"""The same kubectl commands against two clusters: which answer otherwise, in output, exit code or error text?

Usage: python3 src/bench/kubectl_table.py KUBECONFIG_OF_PRACTICE KUBECONFIG_OF_A_REAL_CLUSTER CURL_SAMPLE_YAML
Both get a namespace `table`, which is deleted at the end. Prints a Markdown page: each command that differs, with both
answers. Names, ages, addresses and versions that differ between any two clusters are replaced first.
"""

import os
import re
import subprocess
import sys
import tempfile

SERVICE = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: http, port: 80}]}}"
HEADLESS = (
    "{apiVersion: v1, kind: Service, metadata: {name: headless}, "
    "spec: {clusterIP: None, ports: [{name: https, port: 443, protocol: TCP}]}}"
)
SLICE = (
    "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: headless, labels: "
    "{kubernetes.io/service-name: headless}}, addressType: IPv4, ports: [{name: https, port: 443, protocol: TCP}], "
    "endpoints: [{addresses: [203.0.113.10, 203.0.113.11]}]}"
)
CRD = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.table.example}
spec:
  group: table.example
  scope: Namespaced
  names: {plural: gadgets, singular: gadget, kind: Gadget, shortNames: [gd]}
  versions:
  - name: v1
    served: true
    storage: true
    subresources: {status: {}}
    additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [size]
            properties:
              size: {type: integer, minimum: 1, maximum: 9, description: How big it is.}
              mode: {type: string, enum: [slow, fast], default: slow}
          status: {type: object, x-kubernetes-preserve-unknown-fields: true}
"""
GADGET = "{apiVersion: table.example/v1, kind: Gadget, metadata: {name: g}, spec: %s}"
DEPLOYMENT = (
    "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {%s selector: {matchLabels: {app: d}}, template: "
    "{metadata: {labels: {app: d}}, spec: {containers: [{name: c, image: nowhere.example/none:1%s}]}}}}"
)
IN = {
    "service": SERVICE,
    "service-typo": SERVICE.replace("selector", "selektor"),
    "service-port": SERVICE.replace("port: 80", "port: 99999"),
    "service-name": SERVICE.replace("name: web", "name: Web_1"),
    "service-text": SERVICE.replace("port: 80", "port: eighty"),
    "service-label": SERVICE.replace("{name: web}", "{name: web2, labels: {a b: c}}"),
    "service-moved": SERVICE.replace("selector:", "clusterIP: 10.96.0.77, selector:"),
    "headless": HEADLESS,
    "slice": SLICE,
    "slice-bad": SLICE.replace("203.0.113.10", "not-an-ip"),
    "slice-type": SLICE.replace("addressType: IPv4", "addressType: IPv6"),
    "crd": CRD,
    "gadget": GADGET % "{size: 3}",
    "gadget-big": GADGET % "{size: 12}",
    "gadget-none": GADGET % "{}",
    "gadget-mode": GADGET % "{size: 3, mode: warp}",
    "gadget-text": GADGET % "{size: many}",
    "gadget-typo": GADGET % "{size: 3, modus: fast}",
    "replicas-text": DEPLOYMENT % ('replicas: "two",', ""),
    "replicas-negative": DEPLOYMENT % ("replicas: -1,", ""),
    "cpu": DEPLOYMENT % ("replicas: 0,", ", resources: {requests: {cpu: zzz}}"),
    "deployment": DEPLOYMENT % ("replicas: 0,", ""),
    "deployment-typo": DEPLOYMENT % ("replcas: 0,", ""),
    "selector-moved": (DEPLOYMENT % ("replicas: 0,", "")).replace("app: d", "app: e"),
    "configmap-immutable": "{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}, immutable: true, data: {a: b}}",
    "configmap-changed": "{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}, immutable: true, data: {a: c}}",
    "configmap-key": "{apiVersion: v1, kind: ConfigMap, metadata: {name: keys}, data: {'a b': c}}",
    "secret-base64": "{apiVersion: v1, kind: Secret, metadata: {name: s64}, data: {a: '%%%'}}",
    "no-kind": "{apiVersion: v1, metadata: {name: x}}",
    "no-such-kind": "{apiVersion: v1, kind: Widget, metadata: {name: x}}",
    "not-yaml": "a: [",
    "list": "{apiVersion: v1, kind: List, items: [%s]}"
    % "{apiVersion: v1, kind: ConfigMap, metadata: {name: l}, data: {a: b}}",
}
TABLE = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "kubectl_table.txt"), encoding="utf-8").read()

NORMAL = [
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "TIME"),
    (r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000", "TIME"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UID"),
    (r"(resourceVersion\"?:? *\"?)\d+", r"\1RV"),
    (r"\b(curl|d|web)-[0-9a-f]{6,10}(-[a-z0-9]{5})?\b", r"\1-HASH"),
    (r"\bpod-template-hash[=:] ?[0-9a-f]+", "pod-template-hash=HASH"),
    (r"\b(default|curl|web)-token-\w+", r"\1-token-X"),
    (r"\b10\.\d+\.\d+\.\d+(/\d+)?", "IP"),
    (r"https?://[\w.:-]+(/token/UID)?", "SERVER"),
    (r"\b\d+(\.\d+)?(ms|s)\b|\b(\d+d)?(\d+h)?(\d+m)?\d+s\b|\b\d+m\b|\b\d+h\b|\b\d+d\d*h?\b", "AGE"),
    (r"v1\.3\d\.\d+[\w.+-]*", "VERSION"),
    (r"[ \t]+", " "),
]


def normal(text):
    for pattern, with_what in NORMAL:
        text = re.sub(pattern, with_what, text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def commands():
    """Lines of the table: `! command` prepares and is not compared; `< name` gives it an input."""
    for line in TABLE.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.startswith("!"), line.lstrip("! ").strip()


def run(command, kubeconfig, folder, sample):
    text, _, given = command.partition(" < ")
    env = {**os.environ, "KUBECONFIG": kubeconfig, "KUBECTL_DISABLE_KYAML": "1"}
    line = text.replace("SAMPLE", sample).replace("FOLDER", folder)
    done = subprocess.run(
        ["bash", "-c", line.replace("kubectl ", "kubectl -n table ", 1)],
        input=IN.get(given.strip(), ""),
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, normal(done.stdout), normal(done.stderr)


def main():
    configs, sample = sys.argv[1:3], sys.argv[3]
    compared, differing = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for prepares, command in commands():
            answers = [run(command, config, folder, sample) for config in configs]
            if prepares:
                continue
            compared += 1
            if answers[0] != answers[1]:
                differing.append((command, answers))
    print(f"{compared} commands, {compared - len(differing)} answered alike, {len(differing)} otherwise.\n")
    for command, answers in differing:
        print(f"### `{command}`\n")
        for name, (code, out, err) in zip(("practice", "real"), answers):
            body = "\n".join(part for part in (out, err) if part)
            print(f"{name}, exit {code}:\n\n```\n{body[:1500]}\n```\n")


if __name__ == "__main__":
    main()
