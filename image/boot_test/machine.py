"""The emulated machine: QEMU with the card in it, its pictures, its switches, its cable and its clock.

It is some ten times slower than a board, and its graphics are computed by the processor: so the
service's watchdog is given more time, by a credential from outside. The card is as it was made.

Instead of the board's firmware this reads config.txt and hands kernel, initrd and command line of the
slot that it names to QEMU. QEMU would start the same kernel again when the guest restarts, so a
restart is its end, and whoever waits for it starts it anew.
"""

import json
import socket
import subprocess
import time

import probe
import wire
from monitor import Monitor
from picture import read_ppm
from probe import Probe

WIDTH, HEIGHT = 1280, 720
WATCHDOG_S = 120


class Broken(Exception):
    """QEMU ended, or does not do what it is asked."""


class Machine:
    def __init__(self, card, work, ports):
        """ports: what the guest finds at 10.0.2.100, by its port there, as a port of this machine."""
        self.card, self.work, self.ports = card, work, ports
        self.process = self.socket = self.probe = self.monitor = self.wire = None
        self.events, self.started_with, self.slot = [], {}, None

    def start(self, *, cable=True, monitor=True, clock=None, probed=False, wired=False, watchdog_s=WATCHDOG_S, kernel="", devices=(), reached=None):
        """
        cable, monitor: whether they are plugged in; clock: what the clock chip says (None: the
        truth); probed, wired: with a hand inside, with a second machine on the network; kernel: more
        of its command line; devices: more options of QEMU; reached: its port 22 is this port here.
        """
        self.started_with = {"cable": cable, "monitor": monitor, "clock": clock, "probed": probed, "wired": wired,
                             "watchdog_s": watchdog_s, "kernel": kernel, "devices": devices, "reached": reached}
        control, hand, viewer = (self.work / name for name in ("qmp", "hand", "viewer"))
        for path in (control, hand, viewer, self.work / "wire.guest"):
            path.unlink(missing_ok=True)
        self.wire = wire.Wire(self.work) if wired else None
        command = self._command(control, viewer if not monitor else None, clock, watchdog_s, kernel + (" " + probe.kernel_options() if probed else ""), reached)
        command += wire.qemu_options(self.work) if wired else []
        command += ["-device", f"virtio-net-pci,id=cable,mac=52:54:00:12:34:56,netdev={'guest' if wired else 'net'},romfile="]
        command += probe.qemu_options(hand) if probed else []
        command += devices
        self.began, self.events = time.monotonic(), []
        self.process = subprocess.Popen(command)
        self._open_control(control)
        if not monitor:
            self.monitor = Monitor(viewer)
            self.monitor.unplug()
        if not cable:
            self.ask("set_link", name="cable", up=False)
        self.probe = Probe(hand) if probed else None

    def _command(self, control, viewer, clock, watchdog_s, kernel, reached):
        self.slot = self.card.chosen(self.work)
        for name in ("vmlinuz", "initrd", "cmdline.txt"):
            self.card.take(self.slot + name, self.work)
        dropin = f"[Service]\nWatchdogSec={watchdog_s}\nTimeoutStartSec=600\n"
        line = (self.work / "cmdline.txt").read_text().strip() + " console=ttyAMA0 " + kernel
        line += " " + probe.credential("systemd.unit-dropin.wallboard.service", dropin)
        if len(line) > 2047:
            raise Broken(f"the kernel takes 2047 characters of its command line, not {len(line)}")
        return [
            "qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-accel", "tcg,thread=multi",
            "-smp", "2", "-m", "1024", *(["-vnc", f"unix:{viewer}"] if viewer else ["-display", "none"]),
            "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}",
            "-drive", f"if=none,id=card,file={self.card.path},format=raw",
            "-device", "virtio-blk-pci,drive=card",
            "-device", "i6300esb", "-action", "watchdog=reset,reboot=shutdown",
            "-netdev", "user,id=net,restrict=on" + "".join(
                f",guestfwd=tcp:10.0.2.100:{port}-cmd:socat - TCP:127.0.0.1:{here}" for port, here in self.ports.items()) + (f",hostfwd=tcp:127.0.0.1:{reached}-10.0.2.15:22" if reached else ""),
            *(["-rtc", f"base={clock}"] if clock else []),
            "-kernel", self.work / "vmlinuz", "-initrd", self.work / "initrd", "-append", line,
            "-chardev", f"file,id=serial,path={self.work / 'serial.log'},append=on", "-serial", "chardev:serial",
            "-qmp", f"unix:{control},server=on,wait=off",
        ]

    def _open_control(self, control):
        while not control.exists():
            self.living()
            time.sleep(0.1)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(control))
        self.stream = self.socket.makefile("rw")
        self.stream.readline()
        self.ask("qmp_capabilities")

    def living(self):
        if self.process is None or self.process.poll() is not None:
            raise Broken(f"QEMU ended with {self.process and self.process.returncode}")

    def restarts(self):
        """Whether the guest restarted itself, or was by its watchdog: then QEMU is at its end."""
        if self.process.poll() is None:
            return False
        if self.process.returncode != 0:
            self.living()
        try:
            self.events += [json.loads(line).get("event") for line in self.stream]
        except OSError:
            pass
        return True

    def start_again(self, **changes):
        """What the firmware does after a restart; changes: other arguments of start()."""
        self.end()
        self.start(**{**self.started_with, **changes})

    def seconds(self):
        """Since the power came."""
        return time.monotonic() - self.began

    def ask(self, command, **arguments):
        self.stream.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.stream.flush()
        while True:
            self.living()
            line = self.stream.readline()
            if not line:
                raise Broken(f"{command}: QEMU closed the connection")
            answer = json.loads(line)
            if "event" in answer:
                self.events.append(answer["event"])
            if "error" in answer:
                raise Broken(f"{command}: {answer['error']}")
            if "return" in answer:
                return answer["return"]

    def picture(self):
        path = self.work / "dump.ppm"
        self.ask("screendump", filename=str(path))
        return read_ppm(path)

    def save(self, path):
        self.ask("screendump", filename=str(path), format="png")

    def written(self):
        """Bytes and writes that came to the card so far, and how often its cache was emptied."""
        stats = next(block["stats"] for block in self.ask("query-blockstats") if block.get("device") == "card")
        return {name: stats[name] for name in ("wr_bytes", "wr_operations", "flush_operations")}

    def end(self):
        """The power is cut: nothing ends in order."""
        for part in (self.probe, self.monitor, self.wire):
            if part:
                part.close()
        self.probe = self.monitor = self.wire = None
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.socket:
            self.stream.close()
            self.socket.close()
            self.socket = None
