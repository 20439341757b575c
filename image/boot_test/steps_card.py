"""Steps 9, 10 and 12: identities, a quiet card, no open port, and a truthful first frame whatever is missing."""

import json
import time

from machine import HEIGHT, WIDTH
from stage import FIRST_PICTURE_S, LIVE, Failed

IDLE_S = 300
KNOWN_HOST, UNKNOWN_HOST = "10.0.2.100", "mqtt.example"

# What is missing; between them every one of the five, and all of them at once.
MISSING = [
    {"broker"},
    {"network"},
    {"clock"},
    {"display"},
    {"network", "clock"},
    {"broker", "display"},
    {"name service"},
    {"network", "name service", "broker", "clock", "display"},
]


def identities(stage):
    """9: two cards from one image are two boards: other client ids, other machine ids; and the image
    has none."""
    seen = []
    for name in ("twin-a", "twin-b"):
        stage.begin_anew(name)
        stage.machine.start()
        stage.await_broker(f"{name} at the broker")
        stage.machine.end()
        seen.append((stage.broker.clients(), stage.card.read_data("/machine-id").strip()))
    (clients_a, machine_a), (clients_b, machine_b) = seen
    if len(clients_a) != 1 or len(clients_b) != 1 or clients_a == clients_b:
        raise Failed(f"client ids: {clients_a}, {clients_b}")
    if len(machine_a) != 32 or len(machine_b) != 32 or machine_a == machine_b:
        raise Failed(f"machine ids: {machine_a}, {machine_b}")
    stage.note("client ids, and machine ids, of two copies of one image", value=2)


def quiet(stage):
    """10: five minutes with figures coming and nothing pushed: not one sector is written, no TCP port is
    open to another machine on the network, and inside no socket waits but that of DHCP."""
    stage.begin_anew()
    stage.machine.start(probed=True, wired=True)
    stage.await_live(LIVE)
    stage.machine.probe.await_ready(FIRST_PICTURE_S)
    time.sleep(30)  # what a start leaves to be done
    before, turns, began = stage.machine.written(), wake_ups(stage), time.monotonic()
    while time.monotonic() - began < IDLE_S:
        stage.publish(LIVE)
        time.sleep(4)
    after = stage.machine.written()
    if not stage.shows(stage.reference(LIVE)):
        raise Failed("the figures are not live at the end of five quiet minutes")
    if before != after:
        raise Failed(f"written to the card in {IDLE_S} quiet seconds: {before} -> {after}")
    stage.note(f"written to the card in {IDLE_S} s with live figures, bytes", value=0)
    stage.note("wake-ups of the wall a second, with two figures every 4 s", value=f"{(wake_ups(stage) - turns) / IDLE_S:.2f}")
    time.sleep(30)  # until the figures are told to be old
    turns, began = wake_ups(stage), time.monotonic()
    time.sleep(60)
    stage.note("wake-ups of the wall a second, in a minute in which nothing comes", value=f"{(wake_ups(stage) - turns) / (time.monotonic() - began):.2f}")
    nothing_listens(stage)
    memory_without_driver(stage)
    stage.machine.end()


def memory_without_driver(stage):
    """The same program in the same guest, with the same files but its name, painting by itself: what
    it needs besides Mesa's renderer, which is the driver of this machine's graphics card."""
    run = stage.machine.probe.run
    run("mkdir /run/second && cp /etc/wallboard/* /run/second/ && sed -i s/floor-2-east/second/ /run/second/device.json")
    run("STATE_DIRECTORY=/run/second wallboard --headless 1920x1080 --device /run/second/device.json "
        "--config /etc/wallboard/board.json >/run/second/log 2>&1 & echo $! >/run/second/pid")
    stage.until("the second wall at the broker", FIRST_PICTURE_S, lambda: stage.broker.read("screen/second/availability", 2) == "online")
    for _ in range(10):
        stage.publish(LIVE)
        time.sleep(4)
    verdicts = json.loads(stage.broker.read("screen/second/status", 5) or "{}").get("verdicts", {})
    if verdicts.get("met") != len(LIVE):
        raise Failed(f"the second wall does not show what was published: {verdicts}")
    kib = next(int(line.split()[1]) for line in run("cat /proc/$(cat /run/second/pid)/smaps_rollup") if line.startswith("Pss:"))
    run("kill $(cat /run/second/pid)")
    stage.note("memory of the wall without a graphics driver, 1920x1080 (PSS), MiB", value=f"{kib / 1024:.1f}")


def nothing_listens(stage):
    opened, silent = stage.machine.wire.scan()
    if opened or len(silent) > 100:
        raise Failed(f"open TCP ports: {opened}; {len(silent)} did not answer")
    stage.note(f"open TCP ports of 65535, asked from the network ({len(silent)} did not answer)", value=0)
    waiting = listeners(stage)
    if waiting:
        raise Failed(f"sockets that wait for anybody: {waiting}")
    stage.note("sockets inside that wait for anybody, but DHCP's", value=0)


def wake_ups(stage):
    """How often the threads of the wall went to sleep of themselves so far."""
    lines = stage.machine.probe.run("cat /proc/$(systemctl show -P MainPID wallboard)/task/*/status")
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))


def listeners(stage):
    """Lines of /proc/net: TCP that listens, UDP that nobody is tied to, without 68 and 546 (DHCP)."""
    found = []
    for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
        for line in stage.machine.probe.run(f"cat /proc/net/{table}")[1:]:
            fields = line.split()
            port = int(fields[1].rsplit(":", 1)[1], 16)
            loopback = fields[1].startswith("0100007F")
            if fields[3] == state and not loopback and not (table.startswith("udp") and port in (68, 546)):
                found.append(f"{table}:{port}")
    return found


def first_frame(stage, missing):
    """One start with that missing: what the wall shows first has no number, and is the board waiting."""
    what = ", ".join(sorted(missing))
    if "broker" in missing:
        stage.broker.end()
    else:
        stage.broker.start()
    clock = "1970-01-01T00:00:00" if "clock" in missing else None
    monitor = "display" not in missing
    stage.machine.start(cable="network" not in missing, monitor=monitor, clock=clock)
    if not monitor:
        await_without_monitor(stage, missing)
        if stage.machine.picture().is_lit():
            raise Failed("a picture on a monitor that is not there")
        stage.machine.monitor.plug(WIDTH, HEIGHT)
        plugged = stage.machine.seconds()

    first = stage.await_picture(f"a picture without {what}")
    stage.keep("12-without-" + "-".join(sorted(missing)).replace(" ", "-"))
    if not stage.shows_waiting(first):
        raise Failed(f"the first frame without {what} is not the board with nothing received")
    if monitor:
        stage.note(f"power to the first frame without {what}", stage.machine.seconds())
        stage.slowest_start_s = max(stage.slowest_start_s, stage.machine.seconds())
    else:
        stage.note(f"monitor plugged in to the first frame; without {what}", stage.machine.seconds() - plugged)
    stage.machine.end()


def await_without_monitor(stage, missing):
    """Until the wall is up with no monitor: at the broker where there is one, else long enough."""
    if "broker" in missing or "network" in missing or "name service" in missing:
        while stage.machine.seconds() < stage.slowest_start_s:
            stage.machine.living()
            time.sleep(1)
    else:
        stage.await_broker("the wall at the broker without a monitor")
        stage.note("power to the broker, without a monitor", stage.machine.seconds())


def anything_missing(stage):
    """12: eight combinations of what can be missing. The first is the first start of a card, too."""
    stage.begin_anew("missing")
    host = KNOWN_HOST
    for missing in MISSING:
        wanted = UNKNOWN_HOST if "name service" in missing else KNOWN_HOST
        if wanted != host:
            stage.prepare(stage.card, wanted)
            host = wanted
        first_frame(stage, missing)
