#!/usr/bin/env python3
"""Boots the image under QEMU and judges it by its picture and by MQTT.

usage: image/boot-test.py IMAGE WALLBOARD OUT

IMAGE is the card as it was made; a copy of it is started, and written to only as an installer
would: files onto the boot partition. The broker is a mosquitto on this machine's loopback, the only
thing that the guest's network leads to. A picture of each step lands in OUT, with times.txt.

The machine is emulated, some ten times slower than a board, and its graphics are computed by the
processor: so the service's watchdog is given more time there, by a credential from outside.
"""

import base64
import collections
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib

BOOT_OFFSET = 4 << 20
CARD_BYTES = 2 << 30
WIDTH, HEIGHT = 1280, 720
FIRST_PICTURE_S = 400
REACTION_S = 60

TOPIC = "wallboard/1/osaka/"
BOARD = {
    "language": "ja",
    "zone": "Asia/Tokyo",
    "title": "大阪センター",
    "display": {"diagonal_inch": 55, "viewing_distance_m": 4, "shift_px": 0},
    "businesses": {"main": {"channels": {"phone": {
        "name": "電話", "timing": "real-time", "assistance": "human",
        "kpis": {
            "service-level": {"target": 80, "limit": 70, "period": "today", "cadence_s": 5, "fresh_s": 15, "on_delay_s": 0, "off_delay_s": 0},
            "contacts-waiting": {"target": 5, "limit": 10, "cadence_s": 5, "fresh_s": 15, "on_delay_s": 0, "off_delay_s": 0},
        }}}}},
}


def fail(text):
    raise SystemExit(f"image-test: {text}")


# ---- Pictures -----------------------------------------------------------------------------------


class Picture:
    def __init__(self, width, height, rgb):
        self.width, self.height, self.rgb = width, height, rgb

    def colours(self, top=0):
        rgb = self.rgb[top * self.width * 3:]
        return collections.Counter(zip(rgb[0::3], rgb[1::3], rgb[2::3]))

    def differing(self, other, top, bottom):
        """The share of pixels between two rows that are not the same to the eye."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        a = self.rgb[top * self.width * 3:bottom * self.width * 3]
        b = other.rgb[top * self.width * 3:bottom * self.width * 3]
        unlike = sum(1 for i in range(0, len(a), 3)
                     if abs(a[i] - b[i]) + abs(a[i + 1] - b[i + 1]) + abs(a[i + 2] - b[i + 2]) > 96)
        return unlike / (len(a) / 3)


def read_png(path):
    data = pathlib.Path(path).read_bytes()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    if depth != 8 or colour not in (2, 6):
        fail(f"{path}: not a picture of 8 bits a colour")
    step = 3 if colour == 2 else 4
    raw, stride = zlib.decompress(packed), width * step
    rows, before = [], bytearray(stride)
    for y in range(height):
        kind = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride):
            left = row[x - step] if x >= step else 0
            above = before[x]
            corner = before[x - step] if x >= step else 0
            if kind == 1:
                row[x] = (row[x] + left) & 255
            elif kind == 2:
                row[x] = (row[x] + above) & 255
            elif kind == 3:
                row[x] = (row[x] + (left + above) // 2) & 255
            elif kind == 4:
                guess = left + above - corner
                nearest = min((abs(guess - left), 0, left), (abs(guess - above), 1, above),
                              (abs(guess - corner), 2, corner))[2]
                row[x] = (row[x] + nearest) & 255
        rows.append(row if step == 3 else bytes(v for i, v in enumerate(row) if i % 4 != 3))
        before = row
    return Picture(width, height, b"".join(bytes(row) for row in rows))


# ---- The machine --------------------------------------------------------------------------------


class Machine:
    def __init__(self, card, work, port):
        self.card, self.work, self.port, self.process = card, work, port, None

    def take_from_card(self, name):
        subprocess.run(["mcopy", "-n", "-i", f"{self.card}@@{BOOT_OFFSET}", f"::{name}", self.work / name], check=True)

    def put_on_card(self, name, text):
        path = self.work / name
        path.write_text(text)
        subprocess.run(["mcopy", "-o", "-i", f"{self.card}@@{BOOT_OFFSET}", path, f"::{name}"], check=True)

    def names_on_card(self):
        said = subprocess.run(["mdir", "-b", "-i", f"{self.card}@@{BOOT_OFFSET}", "::"], check=True, stdout=subprocess.PIPE, text=True)
        return [line.removeprefix("::/") for line in said.stdout.split("\n")]

    def start(self):
        for name in ("vmlinuz", "initrd", "cmdline.txt"):
            (self.work / name).unlink(missing_ok=True)
            self.take_from_card(name)
        slow = base64.b64encode(b"[Service]\nWatchdogSec=120\nTimeoutStartSec=600\n").decode()
        line = (self.work / "cmdline.txt").read_text().strip()
        line += f" console=ttyAMA0 systemd.set_credential_binary=systemd.unit-dropin.wallboard.service:{slow}"
        control = self.work / "qmp"
        control.unlink(missing_ok=True)
        command = [
            "qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-accel", "tcg,thread=multi",
            "-smp", "2", "-m", "1024", "-display", "none",
            "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}",
            "-drive", f"if=none,id=card,file={self.card},format=raw",
            "-device", "virtio-blk-pci,drive=card",
            "-netdev", f"user,id=net,restrict=on,guestfwd=tcp:10.0.2.100:1883-cmd:socat - TCP:127.0.0.1:{self.port}",
            "-device", "virtio-net-pci,netdev=net,romfile=",
            "-kernel", self.work / "vmlinuz", "-initrd", self.work / "initrd", "-append", line,
            "-serial", f"file:{self.work / 'serial.log'}", "-qmp", f"unix:{control},server=on,wait=off",
        ]
        self.began = time.monotonic()
        self.process = subprocess.Popen(command)
        while not control.exists():
            self.living()
            time.sleep(0.1)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(control))
        self.stream = self.socket.makefile("rw")
        self.stream.readline()
        self.ask("qmp_capabilities")

    def living(self):
        if self.process.poll() is not None:
            fail(f"QEMU ended with {self.process.returncode}")

    def ask(self, command, **arguments):
        self.stream.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.stream.flush()
        while True:
            self.living()
            answer = json.loads(self.stream.readline())
            if "error" in answer:
                fail(f"{command}: {answer['error']}")
            if "return" in answer:
                return answer["return"]

    def picture(self):
        path = self.work / "dump.ppm"
        self.ask("screendump", filename=str(path))
        data = path.read_bytes()
        magic, width, height, _, pixels = data.split(maxsplit=4) if data[:2] == b"P6" else fail("no PPM")
        width, height = int(width), int(height)
        return Picture(width, height, data[-width * height * 3:])

    def save(self, path):
        self.ask("screendump", filename=str(path), format="png")

    def cut(self):
        """The power is cut: nothing ends in order."""
        self.end()

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


# ---- The broker ---------------------------------------------------------------------------------


class Broker:
    def __init__(self, work):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.config = work / "mosquitto.conf"
        self.config.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\n")
        self.process = None

    def start(self):
        self.process = subprocess.Popen(["mosquitto", "-c", self.config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def publish(self, topic, payload):
        subprocess.run(["mosquitto_pub", "-p", str(self.port), "-q", "1", "-r", "-t", TOPIC + topic, "-m", payload], check=True)

    def read(self, topic, seconds):
        """The next message of a topic, retained or not; None when there is none in that time."""
        said = subprocess.run(["mosquitto_sub", "-p", str(self.port), "-W", str(int(seconds)), "-C", "1", "-t", TOPIC + topic],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return said.stdout.strip() or None


# ---- The steps ----------------------------------------------------------------------------------


class Test:
    def __init__(self, image, wallboard, out, work):
        self.wallboard, self.out, self.work = wallboard, out, work
        self.broker = Broker(work)
        card = work / "card.img"
        subprocess.run(["cp", "--sparse=always", image, card], check=True)
        os.truncate(card, CARD_BYTES)
        self.machine = Machine(card, work, self.broker.port)
        self.times = []

    def note(self, what, seconds):
        self.times.append(f"{seconds:7.1f} s  {what}")
        print(self.times[-1], flush=True)
        (self.out / "times.txt").write_text("\n".join(self.times) + "\n")

    def until(self, what, seconds, test, each=lambda: None):
        began = time.monotonic()
        while not test():
            if time.monotonic() - began > seconds:
                self.machine.save(self.out / "failed.png")
                fail(f"not within {seconds} s: {what}; see {self.out}/failed.png")
            self.machine.living()
            each()
            time.sleep(1)
        return time.monotonic() - began

    def reference(self, name, readings):
        """What the same program, built for this machine, paints of the same figures."""
        board, lines, picture = self.work / "board.json", self.work / "readings.jsonl", self.work / f"{name}.png"
        board.write_text(json.dumps(BOARD))
        lines.write_text("".join(
            json.dumps({"topic": f"kpi/main/phone/{metric}", "payload": value, "age_s": 1, "retained": False}) + "\n"
            for metric, value in readings.items()))
        subprocess.run([self.wallboard, "--render", picture, "--size", f"{WIDTH}x{HEIGHT}", "--config", board, "--readings", lines], check=True)
        return read_png(picture)

    def publish(self, readings):
        for metric, value in readings.items():
            self.broker.publish(f"kpi/main/phone/{metric}", str(value))

    def shows(self, reference):
        """The tiles are as they are painted here; header and foot have the clock and the link."""
        return self.machine.picture().differing(reference, HEIGHT * 16 // 100, HEIGHT * 90 // 100) < 0.01

    def has_colour(self, colour, share):
        picture = self.machine.picture()
        return picture.width == WIDTH and picture.colours()[colour] > share * WIDTH * HEIGHT

    def card_without_anything(self):
        self.machine.start()
        fault = (0xff, 0x64, 0x28)  # `missed` of the dark theme
        seconds = self.until("the set-up card with its fault", FIRST_PICTURE_S, lambda: self.has_colour(fault, 0.05))
        self.machine.save(self.out / "1-no-files.png")
        self.note("1 power to the set-up card, with no file and an empty data partition", seconds)
        self.machine.cut()

    def card_with_files(self):
        self.broker.start()
        self.machine.put_on_card("wallboard.json", "\ufeff" + json.dumps({
            "site": "osaka", "screen": "floor-2-east", "network": {},
            "broker": {"host": "10.0.2.100", "port": 1883, "username": "floor-2-east", "password": "canary-1f"}}, indent=1).replace("\n", "\r\n"))
        self.machine.put_on_card("board.json", json.dumps(BOARD))
        live = {"service-level": 82, "contacts-waiting": 3}
        picture = self.reference("live", live)
        self.machine.start()
        self.until("the wall at the broker", FIRST_PICTURE_S, lambda: self.broker.read("screen/floor-2-east/availability", 5) == "online")
        self.note("2 power to the broker", time.monotonic() - self.machine.began)
        self.until("live tiles", FIRST_PICTURE_S, lambda: self.shows(picture), lambda: self.publish(live))
        self.note("2 power to live tiles", time.monotonic() - self.machine.began)
        self.machine.save(self.out / "2-live.png")

    def change(self):
        missed = {"service-level": 61, "contacts-waiting": 14}
        picture = self.reference("missed", missed)
        if self.shows(picture):
            fail("the pictures of other figures are taken for the same")
        self.publish(missed)
        seconds = self.until("the new figures", REACTION_S, lambda: self.shows(picture))
        self.note("3 published to painted", seconds)
        self.machine.save(self.out / "3-missed.png")
        return missed, picture

    def broker_lost(self, figures, picture):
        self.broker.end()
        seconds = self.until("figures no longer live", REACTION_S + 30, lambda: not self.shows(picture))
        self.note("4 broker killed to no longer live", seconds)
        self.machine.save(self.out / "4-no-broker.png")
        self.broker.start()
        seconds = self.until("live again", 120, lambda: self.shows(picture), lambda: self.publish(figures))
        self.note("4 broker back to live again", seconds)

    def again(self, figures, picture):
        before = self.broker.read("screen/floor-2-east/status", 70)
        self.machine.cut()
        names = self.machine.names_on_card()
        if "wallboard.json" in names:
            fail("the file with the password is still on the boot partition")
        self.machine.start()
        self.until("the wall after a restart", FIRST_PICTURE_S, lambda: self.shows(picture), lambda: self.publish(figures))
        self.note("5 second start, power to live tiles", time.monotonic() - self.machine.began)
        self.machine.save(self.out / "5-again.png")
        status = json.loads(before or "{}")
        if status.get("panel", {}).get("driver") != "KMSDRM":
            fail(f"not painted by KMS/DRM: {before}")
        print(f"memory of the wall with llvmpipe: {status.get('rss_bytes', 0) / 2 ** 20:.0f} MiB")

    def run(self):
        self.card_without_anything()
        self.card_with_files()
        figures, picture = self.change()
        self.broker_lost(figures, picture)
        self.again(figures, picture)

    def end(self):
        self.machine.end()
        self.broker.end()


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    image, wallboard, out = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as folder:
        test = Test(image, wallboard, out, pathlib.Path(folder))
        try:
            test.run()
        finally:
            test.end()
            log = pathlib.Path(folder) / "serial.log"
            if log.exists():
                (out / "serial.log").write_bytes(log.read_bytes())
    print("image-test: all steps passed")


if __name__ == "__main__":
    main()
