"""A hand inside the guest, for what nobody could do to it from outside: ending the program, crashing
the kernel, counting.

The image has no login and gets none. systemd takes a unit from whoever hands it credentials from
outside, which is the owner of the (virtual) machine: this one carries out, as root, what comes in
through a virtual serial port. It is on the kernel's command line, never on the card.
"""

import base64
import socket
import time

PORT = "wallboard.probe"
UNIT = f"""[Service]
Restart=always
RestartSec=2
ExecStart=/bin/sh -c 'exec 0<>/dev/virtio-ports/{PORT} 1>&0 2>&0; echo ready; while read -r a; do eval "$$a"; echo "=$$?"; done'
"""


def credential(name, text):
    return f"systemd.set_credential_binary={name}:{base64.b64encode(text.encode()).decode()}"


def kernel_options():
    return credential("systemd.extra-unit.probe.service", UNIT) + " systemd.wants=probe.service"


def qemu_options(path):
    return ["-chardev", f"socket,id=probe,path={path},server=on,wait=off", "-device", "virtio-serial-pci",
            "-device", f"virtserialport,chardev=probe,name={PORT}"]


class Probe:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.rest = b""

    def _line(self, until):
        while b"\n" not in self.rest:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError("the guest does not answer the probe")
            self.socket.settimeout(left)
            try:
                more = self.socket.recv(65536)
            except TimeoutError:
                continue
            if not more:
                raise OSError("QEMU closed the probe")
            self.rest += more
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode(errors="replace")

    def await_ready(self, seconds):
        until = time.monotonic() + seconds
        while self._line(until) != "ready":
            pass

    def tell(self, command):
        """Sends a command and does not wait for what comes of it."""
        self.socket.sendall(command.encode() + b"\n")

    def run(self, command, seconds=60):
        """The lines that a command prints."""
        self.tell(command)
        until, lines = time.monotonic() + seconds, []
        while not (line := self._line(until)).startswith("="):
            lines.append(line)
        if line != "=0":
            raise RuntimeError(f"in the guest: {command}: {line[1:]}: {lines}")
        return lines

    def close(self):
        self.socket.close()
