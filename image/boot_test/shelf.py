"""Bundles on this machine's loopback, over HTTP or HTTPS and in ranges, as RAUC reads them."""

import functools
import http.server
import re
import ssl
import subprocess
import threading

CHUNK = 1 << 20


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder, *rest):
        self.folder = folder
        super().__init__(*rest)

    def do_GET(self):
        self._answer(True)

    def do_HEAD(self):
        self._answer(False)

    def log_message(self, *_):
        pass

    def _answer(self, whole):
        path = self.folder / self.path.removeprefix("/")
        if "/" in path.name or not path.is_file():
            self.send_error(404)
            return
        size = path.stat().st_size
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first, last = (int(asked[1]), min(int(asked[2] or size), size - 1)) if asked else (0, size - 1)
        self.send_response(206 if asked else 200)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(last - first + 1))
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.end_headers()
        if whole:
            self._send(path, first, last - first + 1)

    def _send(self, path, first, count):
        with open(path, "rb") as file:
            file.seek(first)
            while count:
                piece = file.read(min(count, CHUNK))
                self.wfile.write(piece)
                count -= len(piece)


class Authority:
    """Signs the certificate of a web server, as the site's own does; made in a folder, with ca.pem for who
    is to believe it."""

    def __init__(self, folder, name, address):
        folder.mkdir()
        self.ca, self.server = folder / "ca.pem", folder / "server.pem"
        names = folder / "names"
        names.write_text(f"subjectAltName=IP:{address}\n")
        for command in (
                ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", f"/CN={name}", "-keyout", "ca.key", "-out", "ca.pem"],
                ["req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={address}", "-keyout", "server.key", "-out", "server.csr"],
                ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "9", "-extfile", "names", "-out", "server.crt"]):
            subprocess.run(["openssl", *command], cwd=folder, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.server.write_bytes((folder / "server.key").read_bytes() + (folder / "server.crt").read_bytes())


class Shelf:
    """The files of a folder, until close(); authority: over HTTPS, with a certificate that this one signed."""

    def __init__(self, folder, authority=None):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Answer, folder))
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # the guest may hang up at any time
        self.port = self.server.server_address[1]
        if authority:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(authority.server)
            # Shaken hands with when first read from, so by a thread of its own.
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
