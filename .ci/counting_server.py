"""Serves a folder on loopback as a distant web server would: each request takes 40 ms and is counted.

Usage: counting_server.py FOLDER LOG [NUMBER]
Prints its port, then writes "METHOD PATH STATUS" of each request into LOG. With NUMBER, the request of that number is
answered with 429, as a git host answers a class that asks too often.
"""

import functools
import http.server
import sys
import threading
import time

DELAY = 0.040


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    count = 0
    refused = 0
    log = None

    def do_GET(self):
        self.answer(super().do_GET)

    def do_HEAD(self):
        self.answer(super().do_HEAD)

    def answer(self, usual):
        time.sleep(DELAY)
        with Handler.lock:
            Handler.count += 1
            number = Handler.count
        if number == Handler.refused:
            self.send_error(429, "Too Many Requests")
        else:
            usual()

    def log_request(self, code="-", size="-"):
        with Handler.lock:
            print(self.command, self.path, int(code), file=Handler.log, flush=True)


def main():
    folder, log = sys.argv[1:3]
    Handler.refused = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with open(log, "w", encoding="utf-8") as Handler.log:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Handler, directory=folder)
        )
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
