"""How fast and how frugal the lab is, as ratios that hold on any machine: each pair is measured in turn.

Usage, in the project's folder, after ./mvnw -DskipTests package and with kubectl on the PATH:
    python3 src/bench/bench.py [ROUNDS]
Exits 1 if a bound is broken. Bounds are on medians.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from counting_proxy import CountingProxy
from serve import JAR, Practice
from terminal import Terminal, seconds_until

HERE = os.path.dirname(os.path.abspath(__file__))
LAB = ["java", "-jar", JAR, "--lab", "backend-tls-egress"]
OPTIONS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
KUBECTL = ["kubectl", "version", "--client"]
SLICE = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/google-headless"


def timed(command, **more):
    """Runs a command to its end: seconds, and the peak of its resident memory in MiB."""
    begin = time.monotonic()
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **quiet, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def spread(values, unit):
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"min {low:.3g} · median {middle:.3g} · max {high:.3g} {unit}"


class Bounds:
    """Prints a figure beside its bound, and remembers whether all were kept."""

    def __init__(self):
        self.kept = True

    def hold(self, title, value, bound, details):
        kept = value <= bound
        self.kept = self.kept and kept
        print(f"{'ok  ' if kept else 'OVER'} {title}: {value:.3g} (at most {bound:g})")
        for detail in details:
            print(f"       {detail}")


def with_archive(folder):
    """The lab with the options of the launchers in a bundle, and an archive that a whole session has left."""
    archive = os.path.join(folder, "lab.jsa")
    made = ["java"] + OPTIONS + [f"-XX:ArchiveClassesAtExit={archive}", "-Xlog:cds*=off", "-jar", JAR, "--lab", "backend-tls-egress"]
    with Terminal(["env", "-u", "KUBECONFIG", f"HOME={folder}"] + made) as terminal:
        terminal.shows(r"0/8")
        terminal.type("run 7")
        terminal.shows(r"7/8 ")
        terminal.type("quit")
        terminal.ended()
    return ["java"] + OPTIONS + [f"-XX:SharedArchiveFile={archive}", "-Xlog:cds*=off", "-jar", JAR, "--lab", "backend-tls-egress"]


def prompt_against_kubectl(bounds, rounds, lab, name, bound):
    """As on a fresh machine: no arguments, no kubeconfig."""
    prompts, clients = [], []
    home = tempfile.mkdtemp()
    for _ in range(rounds):
        prompts.append(seconds_until(r"0/8", ["env", "-u", "KUBECONFIG", f"HOME={home}"] + lab))
        clients.append(seconds_until(r"Client Version", KUBECTL))
    shutil.rmtree(home)
    ratio = statistics.median(a / b for a, b in zip(prompts, clients))
    details = [f"lab      {spread(prompts, 's')}", f"kubectl  {spread(clients, 's')}"]
    bounds.hold(f"process start to prompt, {name} / kubectl version --client", ratio, bound, details)


def manifests_for(practice, folder):
    """Our short manifests, and the served CRDs as a file that can be applied again."""
    shutil.copytree(os.path.join(HERE, "manifests"), folder, dirs_exist_ok=True)
    crds = practice.call("GET", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions")
    items = []
    for crd in crds["items"]:
        meta = {key: crd["metadata"][key] for key in ("name", "annotations") if key in crd["metadata"]}
        kind = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition"}
        items.append({**kind, "metadata": meta, "spec": crd["spec"]})
    with open(os.path.join(folder, "crds.json"), "w", encoding="utf-8") as file:
        json.dump({"apiVersion": "v1", "kind": "List", "items": items}, file)


def run_against_script(bounds, rounds, lab, name, bound):
    runs, scripts, peaks = [], [], []
    for _ in range(rounds):
        seconds, peak = timed(lab + ["run", "--yes", "--practice"])
        runs.append(seconds)
        peaks.append(peak)
        with Practice("client") as practice, tempfile.TemporaryDirectory() as folder:
            manifests_for(practice, folder)
            env = {**os.environ, "KUBECONFIG": practice.kubeconfig}
            script = ["bash", os.path.join(HERE, "tutorial.sh"), folder]
            scripts.append(timed(script, env=env)[0])
    ratio = statistics.median(a / b for a, b in zip(runs, scripts))
    details = [f"lab      {spread(runs, 's')}", f"script   {spread(scripts, 's')}"]
    bounds.hold(f"a whole practice run, {name} / the same steps with kubectl", ratio, bound, details)
    bounds.hold(f"peak memory of a practice run, {name}, MiB", max(peaks), 256, [spread(peaks, "MiB")])


def requests_of_a_run(bounds):
    with Practice("cluster") as practice:
        proxy = CountingProxy(practice)
        counted = practice.through(proxy)
        timed(LAB + ["run", "--yes", "--kubeconfig", counted])
        proxy.close()
        watches = sum("watch=" in path for _, path in proxy.requests)
        details = [f"{watches} of them watches"]
        # docs/decisions/0014: which cluster it is, permissions, the inventory, and what istioctl itself asks
        bounds.hold("API requests of a whole run", len(proxy.requests), 420, details)


def change_to_verdict(bounds, rounds):
    with Practice("request") as practice:
        body = json.dumps(slice_again()).encode()
        with Terminal(LAB + ["--kubeconfig", practice.kubeconfig]) as terminal:
            terminal.shows(r"You are at step 8")
            taken = []
            for _ in range(rounds):
                practice.call("DELETE", SLICE)
                begin = time.monotonic()
                taken.append((terminal.shows(r"slice.*(broke|does not hold)|broke") - begin) * 1000)
                practice.create(SLICE.rsplit("/", 1)[0], body)
                terminal.shows(r"again")
    bounds.hold("change to changed verdict, ms", statistics.median(taken), 100, [spread(taken, "ms")])


def trace_at_the_prompt(bounds, rounds):
    """Enter to the next prompt, in a process that has answered before."""
    answered, taken = r"curl exit 0[\s\S]*7/8", []
    with Terminal(LAB + ["--practice"]) as terminal:
        terminal.shows(r"0/8")
        terminal.type("run 7")
        terminal.shows(r"7/8")
        for _ in range(rounds + 20):
            begin = time.monotonic()
            terminal.type("trace http://www.google.com:443")
            taken.append((terminal.shows(answered) - begin) * 1000)
    warm = taken[20:]
    bounds.hold("trace at the prompt, warm, ms", statistics.median(warm), 50, [spread(warm, "ms")])


def slice_again():
    labels = {"kubernetes.io/service-name": "google-headless"}
    return {
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {"name": "google-headless", "labels": labels},
        "addressType": "IPv4",
        "endpoints": [{"addresses": ["203.0.113.10", "203.0.113.11"]}],
        "ports": [{"name": "https", "port": 443, "protocol": "TCP"}],
    }


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    bounds = Bounds()
    prompt_against_kubectl(bounds, rounds, LAB, "plain", 6)
    run_against_script(bounds, rounds, LAB, "plain", 1.2)
    with tempfile.TemporaryDirectory() as folder:
        archived = with_archive(folder)
        prompt_against_kubectl(bounds, rounds, archived, "with options and archive", 4)
        run_against_script(bounds, rounds, archived, "with options and archive", 0.9)
    requests_of_a_run(bounds)
    change_to_verdict(bounds, rounds)
    trace_at_the_prompt(bounds, rounds)
    sys.exit(0 if bounds.kept else 1)


if __name__ == "__main__":
    main()
