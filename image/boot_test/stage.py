"""What the steps share: the card in its machine, the broker, what is on the board, and how the
picture is judged."""

import copy
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from broker import Broker
from card import Card
from machine import HEIGHT, WIDTH, Machine
from picture import read_png

FIRST_PICTURE_S = 400
REACTION_S = 60

SCREEN = "floor-2-east"
LIVE = {"service-level": 82, "contacts-waiting": 3}
MISSED = {"service-level": 61, "contacts-waiting": 14}
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


class Failed(Exception):
    """A promise was not kept."""


def merged(target, patch):
    """RFC 7396, without taking away."""
    result = copy.deepcopy(target)
    for key, value in patch.items():
        result[key] = merged(result.get(key, {}), value) if isinstance(value, dict) else value
    return result


def installers_file(host="10.0.2.100"):
    """wallboard.json as Notepad writes it: with a byte-order mark and CRLF."""
    return "\ufeff" + json.dumps({
        "site": "osaka", "screen": SCREEN, "network": {},
        "broker": {"host": host, "port": 1883, "username": SCREEN, "password": "canary-1f"}}, indent=1).replace("\n", "\r\n")


class Stage:
    def __init__(self, image, wallboard, out, work):
        self.image, self.wallboard, self.out, self.work = image, wallboard, out, work
        self.broker = Broker(work)
        self.machine, self.rows, self.step, self.references = None, [], "", {}
        self.slowest_start_s = 0
        self.served = {}  # what the guest finds at 10.0.2.100 besides the broker
        self.use(self.new_card("card"))

    # ---- Cards ----

    def new_card(self, name):
        return Card.copy_of(self.image, self.work / f"{name}.img")

    def use(self, card):
        """This card into the machine, whose power is off."""
        if self.machine:
            self.machine.end()
        self.machine = Machine(card, self.work, {1883: self.broker.port, **self.served})

    @property
    def card(self):
        return self.machine.card

    def prepare(self, card, host="10.0.2.100"):
        card.put("wallboard.json", installers_file(host))
        card.put("board.json", json.dumps(BOARD))

    def begin_anew(self, name="card", host="10.0.2.100"):
        """A card from the image with the installer's files, in a machine without power; a broker that
        remembers nothing."""
        self.machine.end()
        before, card = self.card, self.new_card(name)
        self.prepare(card, host)
        self.use(card)
        if before.path != card.path:
            before.remove()
        self.broker.start()

    # ---- Telling ----

    def note(self, what, seconds=None, value=None):
        """A line of the table: a time, or what was counted."""
        figure = f"{seconds:7.1f} s" if seconds is not None else f"{value:>9}"
        self.rows.append(f"{figure}  {self.step:>2}  {what}")
        print(self.rows[-1], flush=True)

    def keep(self, name):
        self.machine.save(self.out / f"{name}.png")

    # ---- Waiting and judging ----

    def until(self, what, seconds, test, each=lambda: None, living=True):
        """living: it is a fault when the machine ends meanwhile."""
        began = time.monotonic()
        while not test():
            if time.monotonic() - began > seconds:
                self.keep(f"{self.step}-failed")
                raise Failed(f"not within {seconds} s: {what}; see {self.out}/{self.step}-failed.png")
            if living:
                self.machine.living()
            each()
            time.sleep(0.5)
        return time.monotonic() - began

    def await_restart(self, what, seconds, **changes):
        """The guest restarts itself, or is by its watchdog: then it is started as the board's firmware
        would start it. How long it took, and by whom."""
        took = self.until(what, seconds, self.machine.restarts, living=False)
        who = "hardware watchdog" if "WATCHDOG" in self.machine.events else "kernel itself"
        self.machine.start_again(**changes)
        return took, who

    def await_picture(self, what, seconds=FIRST_PICTURE_S):
        """The first frame that shows anything."""
        seen = []

        def lit():
            seen[:] = [self.machine.picture()]
            return seen[0].width == WIDTH and seen[0].is_lit()

        self.until(what, seconds, lit)
        return seen[0]

    def reference(self, readings, board=BOARD, size=(WIDTH, HEIGHT)):
        """What the same program, built for this machine, paints of these figures."""
        name = json.dumps([readings, board, size])
        if name not in self.references:
            self.references[name] = self._paint(readings, board, "x".join(map(str, size)))
        return self.references[name]

    def _paint(self, readings, board, size):
        description, lines, picture = (self.work / name for name in ("board.json", "readings.jsonl", "reference.png"))
        description.write_text(json.dumps(board))
        lines.write_text("".join(
            json.dumps({"topic": f"kpi/main/phone/{metric}", "payload": value, "age_s": 1, "retained": False}) + "\n"
            for metric, value in readings.items()))
        subprocess.run([self.wallboard, "--render", picture, "--size", size, "--config", description, "--readings", lines], check=True)
        return read_png(picture)

    def long_waiting(self, board):
        """What it paints when it has had nobody to ask for a while: then a line says that most is not live."""
        name = json.dumps(["waiting", board])
        if name not in self.references:
            self.references[name] = self._wait_here(board)
        return self.references[name]

    def _wait_here(self, board):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.work))
        (folder / "board.json").write_text(json.dumps(board))
        (folder / "device.json").write_text(json.dumps({"broker": {"host": "127.0.0.1", "port": 1}, "site": "osaka", "screen": SCREEN}))
        wall = subprocess.Popen([self.wallboard, "--headless", f"{WIDTH}x{HEIGHT}", "--device", folder / "device.json", "--config", folder / "board.json"],
                                env={**os.environ, "XDG_STATE_HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(40)
        wall.send_signal(signal.SIGUSR1)
        time.sleep(3)
        wall.terminate()
        wall.wait()
        return read_png(folder / "wallboard/screenshot.png")

    def shows_waiting(self, picture, board=BOARD):
        """The board with nothing received: no number on it."""
        return self.shows(self.reference({}, board), picture) or self.shows(self.long_waiting(board), picture)

    def shows(self, reference, picture=None):
        """The tiles are as they are painted here; header and foot have the clock and the link."""
        picture = picture or self.machine.picture()
        return picture.differing(reference, reference.height * 16 // 100, reference.height * 90 // 100) < 0.01

    def names(self, picture, board):
        """The channel's name is that of this board, to the last digit."""
        return any(picture.differing(other, HEIGHT * 7 // 100, HEIGHT * 16 // 100) < 0.003
                   for other in (self.reference({}, board), self.long_waiting(board)))

    def publish(self, readings):
        for metric, value in readings.items():
            self.broker.publish(f"kpi/main/phone/{metric}", str(value))

    def await_broker(self, what="the wall at the broker", seconds=FIRST_PICTURE_S):
        self.until(what, seconds, lambda: self.broker.read(f"screen/{SCREEN}/availability", 2) == "online")

    def await_live(self, readings, board=BOARD, what="live tiles", seconds=FIRST_PICTURE_S, size=(WIDTH, HEIGHT)):
        picture = self.reference(readings, board, size)
        return self.until(what, seconds, lambda: self.shows(picture), lambda: self.publish(readings))

    # ---- What is pushed ----

    def push(self, revision, config):
        self.broker.publish(f"screen/{SCREEN}/config", json.dumps({"revision": revision, "config": config}))

    def reported(self):
        """What the wall last said of the layer of its screen; {} when it said nothing."""
        said = self.broker.read(f"screen/{SCREEN}/config/reported", 2)
        return json.loads(said or "{}").get("layers", {}).get("screen", {})

    def end(self):
        self.machine.end()
        self.broker.end()
