"""A practice cluster that runs by itself for as long as a with-block."""

import base64
import json
import os
import re
import ssl
import subprocess
import tempfile
import urllib.request

JAR = "target/egresstls-lab.jar"


class Practice:
    """`practice serve --at STEP`; `kubeconfig` is its file, `url` its address, `trust` the TLS context for its CA."""

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
            text = file.read()
        self.url, authority, self.token = (
            re.search(rf"{field}: *\"?([^\s\"]+)", text).group(1)
            for field in ("server", "certificate-authority-data", "token")
        )
        self.trust = ssl.create_default_context(cadata=base64.b64decode(authority).decode())

    def through(self, proxy):
        """A kubeconfig of its own that leads, unencrypted, through the proxy; the proxy speaks TLS with the cluster."""
        with open(self.kubeconfig, encoding="utf-8") as file:
            text = file.read().replace(self.url, f"http://127.0.0.1:{proxy.port}")
        text = re.sub(r".*certificate-authority-data.*\n", "", text)
        counted = self.kubeconfig + "-counted"
        with open(counted, "w", encoding="utf-8") as file:
            file.write(text)
        return counted

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def create(self, path, body):
        return self.call("POST", path, body)

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        if body:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10, context=self.trust) as answer:
            return json.load(answer)
