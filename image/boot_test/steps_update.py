"""Step 11: updates over two slots, asked for, told and judged over MQTT, by the picture and by the card."""

import contextlib
import json
import shutil

import bundles
import probe
from shelf import Authority, Shelf
from stage import BOARD, FIRST_PICTURE_S, LIVE, SCREEN, Failed, merged

HOST = "10.0.2.100"
PLAIN_PORT, TLS_PORT, STRANGERS_PORT = 8080, 8443, 8444
INSTALL_S = 1200
TRIAL_S = 150  # in place of ten minutes, where it is waited for: some time after a wall would be there
NEXT, DARK = "0.9.0", "0.9.1"

PUSHED = {"businesses": {"main": {"channels": {"phone": {"name": "お電話"}}}}}
BOARD_PUSHED = merged(BOARD, PUSHED)


def told(stage):
    """What the wall last told of updates."""
    return json.loads(stage.broker.read(f"screen/{SCREEN}/status", 2) or "{}").get("update", {})


def place(name):
    """Where the guest finds a bundle, without TLS."""
    return f"http://{HOST}:{PLAIN_PORT}/{name}.raucb"


def ask(stage, bundle, transaction):
    stage.broker.ask(f"screen/{SCREEN}/request/update", json.dumps({"bundle": bundle, "transaction": transaction}))


def await_told(stage, transaction, *states, seconds=INSTALL_S):
    """Until the wall tells that of this update; figures come all the while."""
    seen = {}

    def tells():
        seen.update(told(stage))
        return seen.get("transaction") == transaction and seen.get("state") in states

    took = stage.until(f"{' or '.join(states)} of {transaction}, not {seen}", seconds, tells, lambda: stage.publish(LIVE))
    return took, seen


def in_guest(stage, command):
    return "\n".join(stage.machine.probe.run(command))


def expect(what, read, wanted):
    if read != wanted:
        raise Failed(f"{what}: {read}, not {wanted}")


def refused(stage, name, word, bundle=None):
    """Asked for, refused with a reason that has this word in it, and nothing is changed."""
    chosen = stage.machine.card.chosen(stage.work)
    ask(stage, bundle or place(name), name)
    took, update = await_told(stage, name, "rejected", "restarting")
    if update["state"] != "rejected" or word not in update.get("reason", ""):
        raise Failed(f"{name}: {update}")
    expect(f"{name}: the slot that would be started", stage.machine.card.chosen(stage.work), chosen)
    expect(f"{name}: the slot that runs", update["slot"] + "/", chosen)
    if not stage.shows(stage.reference(LIVE, BOARD_PUSHED)):
        raise Failed(f"{name}: the picture was lost")
    stage.note(f"{name} refused: {update['reason'][:100]}", took)


def runs(stage, slot, version, what):
    """This slot is what the firmware started and what the wall tells, with the board that was pushed."""
    expect(f"{what}: the slot that was started", stage.machine.slot, f"{slot}/")
    took = stage.await_live(LIVE, BOARD_PUSHED, f"the picture: {what}")
    stage.machine.probe.await_ready(FIRST_PICTURE_S)
    lines = in_guest(stage, "cat /usr/lib/os-release /proc/cmdline")
    if f"IMAGE_VERSION={version}\n" not in lines + "\n" or (version == NEXT) != (f"wb.version={NEXT}" in lines):
        raise Failed(f"{what}: another version than {version}: {lines}")
    return took


@contextlib.contextmanager
def served_bundles(stage):
    """A card whose owner gave it the certificate of his web server, which is on this machine; the folder
    that it serves; a stranger's serves the same."""
    folder = stage.work / "shelf"
    folder.mkdir()
    site, stranger = (Authority(stage.work / name, name, HOST) for name in ("site", "stranger"))
    shelves = {PLAIN_PORT: Shelf(folder), TLS_PORT: Shelf(folder, site), STRANGERS_PORT: Shelf(folder, stranger)}
    try:
        stage.served = {port: shelf.port for port, shelf in shelves.items()}
        stage.begin_anew("update")
        stage.card.put("ca.pem", site.ca.read_text())
        yield folder
    finally:
        stage.machine.end()
        stage.served = {}
        for shelf in shelves.values():
            shelf.close()
        for name in (folder, stage.work / "site", stage.work / "stranger"):
            shutil.rmtree(name)


def update(stage):
    """11: bundles that are no good are refused; a good one into slot B, proven; a slot whose root is lost is
    left; an update that never lights up is left by itself."""
    with served_bundles(stage) as folder:
        made = bundles.Bundles(stage.image, stage.work, folder)
        good = made.make("good", NEXT)
        dark = made.make("dark", DARK, dark=True)
        made.make_nothing("strange", NEXT, strange=True)
        made.make_nothing("old", "0.0.1")
        made.end()
        stage.note("size of an update, MiB", value=f"{good.stat().st_size / 2 ** 20:.0f}")
        steps(stage, good, dark)


def steps(stage, good, dark):
    stage.machine.start(probed=True)
    stage.await_live(LIVE)
    expect("told of updates on a new card", told(stage), {"state": "none", "slot": "a"})
    stage.push(1, PUSHED)
    stage.await_live(LIVE, BOARD_PUSHED, "what was pushed")
    stage.machine.probe.await_ready(FIRST_PICTURE_S)
    version = in_guest(stage, "sed -n s/^IMAGE_VERSION=//p /usr/lib/os-release")

    refused(stage, "missing", "could not be had")
    refused(stage, "by a stranger's server", "could not be had", f"https://{HOST}:{STRANGERS_PORT}/{good.name}")
    refused(stage, "strange", "not signed by a key")
    refused(stage, "old", "older than what runs")
    good.rename(good.with_name("flipped.raucb"))
    bundles.flip_a_bit(good.with_name("flipped.raucb"))
    refused(stage, "flipped", "damaged")
    good.with_name("flipped.raucb").rename(good)
    bundles.flip_a_bit(good)

    to_the_other_slot(stage, good)
    root_lost(stage, version)
    never_lights_up(stage, dark, version)


def to_the_other_slot(stage, good):
    identity = in_guest(stage, "cat /etc/machine-id")
    ask(stage, f"https://{HOST}:{TLS_PORT}/{good.name}", "good")
    took, seen = await_told(stage, "good", "installing", "rejected")
    expect("on its way", seen["state"], "installing")
    stage.keep("11-installing")
    took += stage.await_restart("a restart into the other slot", INSTALL_S)[0]
    stage.note("asked to written and restarted", took)
    runs(stage, "b", NEXT, "after an update")
    _, seen = await_told(stage, "good", "applied")
    expect("applied", (seen["slot"], seen.get("version")), ("b", NEXT))
    stage.note("restarted to live and applied", stage.machine.seconds())
    expect("identity", in_guest(stage, "cat /etc/machine-id"), identity)
    stage.keep("11-applied")


def root_lost(stage, version):
    """The power is cut, and what the card has of slot B can no longer be read."""
    stage.machine.end()
    stage.card.spoil("b")
    stage.machine.start(probed=True)
    expect("chosen with a lost root", stage.machine.slot, "b/")
    stage.await_restart("a restart away from a root that is lost", FIRST_PICTURE_S)
    runs(stage, "a", version, "after a root was lost")
    seen = await_told(stage, "good", "reverted")[1]
    stage.note(f"root of slot B lost, slot A live: {seen['reason'][:60]}", stage.machine.seconds())


def never_lights_up(stage, dark, version):
    """From a memory stick, which is plugged in from the start on."""
    stage.machine.end()
    stick = bundles.stick_with(dark, stage.work / "stick.img")
    stage.machine.start(probed=True, devices=["-device", "qemu-xhci", "-drive", f"if=none,id=stick,file={stick},format=raw",
                                              "-device", "usb-storage,drive=stick"])
    stage.await_live(LIVE, BOARD_PUSHED)
    ask(stage, f"usb:{dark.name}", "dark")
    shorter = probe.credential("systemd.unit-dropin.wallboard-trial.timer", f"[Timer]\nOnBootSec=\nOnBootSec={TRIAL_S}\n")
    took = stage.await_restart("a restart into a slot that never lights up", INSTALL_S, kernel=shorter)[0]
    stage.note("asked for from a memory stick to written and restarted", took)
    expect("on trial", stage.machine.slot, "b/")
    took = stage.await_restart(f"the end of {TRIAL_S} s in the dark", TRIAL_S + FIRST_PICTURE_S, kernel="")[0]
    expect("before the initrd sees it", stage.machine.slot, "b/")
    took += stage.await_restart("a restart out of the slot that was not proven", FIRST_PICTURE_S)[0]
    took += runs(stage, "a", version, "after an update that never lit up")
    seen = await_told(stage, "dark", "reverted")[1]
    stage.note(f"never lit up ({TRIAL_S} s on trial here) to the slot before, live: {seen['reason']}", took)
    stage.keep("11-reverted")
