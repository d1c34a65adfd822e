"""A practice cluster that runs by itself for as long as a with-block."""

import json
import os
import re
import subprocess
import tempfile
import urllib.request

JAR = "target/egresstls-lab.jar"


class Practice:
    """`practice serve --at STEP`; `kubeconfig` is its file, `url` its address."""

    def __init__(self, at):
        self.folder = tempfile.TemporaryDirectory()
        self.kubeconfig = os.path.join(self.folder.name, "kubeconfig")
        command = ["java", "-jar", JAR, "practice", "serve", "--at", at]
        self.process = subprocess.Popen(
            command + ["--write-kubeconfig", self.kubeconfig],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        # The kubeconfig is there before the steps are done; the first line that it prints is not.
        if "practice cluster" not in self.process.stdout.readline():
            raise SystemExit(f"practice serve did not start: {self.process.wait()}")
        with open(self.kubeconfig, encoding="utf-8") as file:
            self.url = re.search(r"server: *\"?([^\s\"]+)", file.read()).group(1)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def create(self, path, body):
        return self.call("POST", path, body)

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} if body else {}
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
