"""The monitor at the guest's graphics card: unplugged, plugged in, another mode.

QEMU tells its virtio card how large the window of a VNC viewer is, and one of no size is a monitor
that is not there. This is as much of a viewer as that takes (RFC 6143 and the extension
SetDesktopSize).
"""

import socket
import struct
import time


class Monitor:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(str(path))
        self._take(12)
        self.socket.sendall(b"RFB 003.008\n")
        self._take(self._take(1)[0])  # kinds of security
        self.socket.sendall(b"\1")  # none
        self._take(4)
        self.socket.sendall(b"\1")  # shared
        self._take(20)
        self._take(struct.unpack(">I", self._take(4))[0])

    def _take(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise OSError("QEMU closed the connection of the monitor")
            data += more
        return data

    def plug(self, width, height):
        self.socket.sendall(struct.pack(">BxHHBx", 251, width, height, 0))

    def unplug(self):
        """QEMU ignores what it believes already, and it begins with a viewer of no size."""
        self.plug(640, 480)
        time.sleep(0.5)
        self.plug(0, 0)

    def close(self):
        self.socket.close()
