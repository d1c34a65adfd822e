"""Takes plain HTTP, counts the requests, and passes them on to a served practice cluster by TLS."""

import re
import socket
import threading
from urllib.parse import urlparse

REQUEST = re.compile(rb"(?:^|\r?\n|\})(GET|POST|PUT|PATCH|DELETE) (\S+) HTTP/1\.1\r\n")


class CountingProxy:
    def __init__(self, practice):
        address = urlparse(practice.url)
        self.target = (address.hostname, address.port)
        self.trust = practice.trust
        self.requests = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = self.trust.wrap_socket(socket.create_connection(self.target), server_hostname=self.target[0])
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source, sink, count):
        try:
            while data := source.recv(65536):
                if count:
                    found = REQUEST.findall(data)
                    self.requests += [(verb.decode(), path.decode()) for verb, path in found]
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def close(self):
        self.listener.close()
