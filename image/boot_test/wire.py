"""A second machine on the guest's network, in a few packets: asks every TCP port whether it is open.

It sits on the same (virtual) switch and speaks Ethernet, ARP, IPv4 and the first packet of TCP, by
which no right is needed on this machine and nothing stands between it and the guest.
"""

import os
import socket
import struct
import time

GUEST_MAC = bytes.fromhex("525400123456")
GUEST_IP = bytes([10, 0, 2, 15])
OUR_MAC = bytes.fromhex("020000000077")
OUR_IP = bytes([10, 0, 2, 77])
FROM_PORT = 40077
BURST = 512


def qemu_options(work):
    """A switch with the network of QEMU's own, this wire and the guest at it; ends as netdev=guest."""
    return ["-netdev", "hubport,hubid=0,id=to-net,netdev=net",
            "-netdev", f"dgram,id=wire,local.type=unix,local.path={work}/wire.guest,remote.type=unix,remote.path={work}/wire.here",
            "-netdev", "hubport,hubid=0,id=to-wire,netdev=wire",
            "-netdev", "hubport,hubid=0,id=guest"]


def checksum(data):
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def syn(port):
    pseudo = OUR_IP + GUEST_IP + struct.pack(">HH", 6, 20)
    fields = struct.pack(">HHIIBBH", FROM_PORT, port, 1, 0, 5 << 4, 2, 1024)
    tcp = fields + struct.pack(">HH", checksum(pseudo + fields + b"\0\0\0\0"), 0)
    head = struct.pack(">BBHHHBB", 0x45, 0, 40, 0, 0, 64, 6)
    ip = head + struct.pack(">H", checksum(head + b"\0\0" + OUR_IP + GUEST_IP)) + OUR_IP + GUEST_IP
    return GUEST_MAC + OUR_MAC + b"\x08\x00" + ip + tcp


class Wire:
    def __init__(self, work):
        self.to = f"{work}/wire.guest"
        here = f"{work}/wire.here"
        if os.path.exists(here):
            os.unlink(here)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(here)
        self.socket.setblocking(False)

    def _answer_arp(self, frame):
        """The guest asks who we are before it answers."""
        if frame[12:14] == b"\x08\x06" and frame[20:22] == b"\0\1" and frame[38:42] == OUR_IP:
            reply = struct.pack(">HHBBH", 1, 0x800, 6, 4, 2) + OUR_MAC + OUR_IP + frame[22:28] + frame[28:32]
            self._send(frame[22:28] + OUR_MAC + b"\x08\x06" + reply)

    def _answers(self, seconds):
        """(port, flags of TCP) of what the guest answers in that time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                frame = self.socket.recv(65536)
            except BlockingIOError:
                time.sleep(0.01)
                continue
            self._answer_arp(frame)
            if frame[12:14] == b"\x08\x00" and frame[23] == 6 and frame[26:30] == GUEST_IP and frame[30:34] == OUR_IP:
                tcp = frame[14 + (frame[14] & 15) * 4:]
                port, to = struct.unpack(">HH", tcp[:4])
                if to == FROM_PORT:
                    yield port, tcp[13]

    def scan(self, rounds=6):
        """Ports that are open, and those that did not answer; all others refused."""
        left, opened = set(range(1, 65536)), set()

        def hear(seconds):
            for port, flags in self._answers(seconds):
                if flags & 0x12 == 0x12:
                    opened.add(port)
                left.discard(port)

        for _ in range(rounds):
            ports = sorted(left)
            for at in range(0, len(ports), BURST):
                for port in ports[at:at + BURST]:
                    self._send(syn(port))
                hear(0.3)
            hear(2)
            if not left:
                break
        return sorted(opened), sorted(left)

    def _send(self, frame):
        """QEMU takes a frame at a time; one that it does not take in a second is lost, as on any wire."""
        until = time.monotonic() + 1
        while time.monotonic() < until:
            try:
                self.socket.sendto(frame, self.to)
                return
            except BlockingIOError:
                time.sleep(0.002)

    def close(self):
        self.socket.close()
