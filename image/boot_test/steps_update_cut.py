"""The power is cut while an update is written and while its boot files are copied."""

import random
import re
import time

import bundles
from stage import FIRST_PICTURE_S, LIVE, Failed
from steps_update import INSTALL_S, NEXT, ask, await_told, expect, place, served_bundles

CUTS = 3


def power_cuts(stage):
    """cuts: the power is cut while an update is written, at last while its boot files are copied: the slot that
    ran starts every time, says what came of the update, and both partitions are whole; after that the same
    update is taken. It has no system in it: the slot is left by itself."""
    with served_bundles(stage) as folder:
        made = bundles.Bundles(stage.image, stage.work, folder)
        made.make_empty("empty", NEXT)
        made.end()
        written_s = 0
        for cut in range(1, CUTS + 1):
            written_s = cut_off(stage, cut, written_s)
        start(stage, "after the last cut")
        nothing_in_it(stage)


def start(stage, what):
    """Slot A in the end, live, and the boot partition whole again."""
    stage.machine.start(probed=True)
    if stage.machine.slot == "b/":  # all was written by then, and the other slot is on trial
        left_by_itself(stage)
    expect(f"{what}: the slot that was started", stage.machine.slot, "a/")
    stage.await_live(LIVE, what=f"the picture {what}")
    stage.machine.probe.await_ready(FIRST_PICTURE_S)
    faults = stage.card.faults_of_boot()
    if faults:
        raise Failed(f"the boot partition {what}: {faults}")


def left_by_itself(stage):
    """A slot with no system in it: its kernel gives up, and the initrd leaves it at its second start."""
    took = stage.await_restart("a restart of a slot with no system in it", FIRST_PICTURE_S)[0]
    return took + stage.await_restart("a restart out of a slot that was not proven", FIRST_PICTURE_S)[0]


def cut_off(stage, cut, seconds):
    """The first time at the first boot file that is seen on the card; how long that took is what the other
    times are spread over."""
    start(stage, f"after {cut - 1} cuts")
    if cut > 1:
        seen = await_told(stage, f"cut-{cut - 1}", "rejected", "reverted")[1]
        stage.note(f"cut {cut - 1}: {seen['state']}: {seen['reason']}; power to told", stage.machine.seconds())
    ask(stage, place("empty"), f"cut-{cut}")
    await_told(stage, f"cut-{cut}", "installing")
    began = time.monotonic()
    if seconds:
        time.sleep(random.uniform(0, seconds))
    else:
        while not stage.card.half_written("b"):
            if time.monotonic() - began > INSTALL_S:
                raise Failed("no boot file is copied")
            stage.machine.living()
        seconds = time.monotonic() - began
    stage.machine.end()
    lost = re.search(r"Reclaimed .*clusters? \((\d+) bytes\)", stage.card.faults_of_boot())
    room = f"{int(lost[1]) / 2 ** 20:.1f} MiB of the boot partition lost" if lost else "no room lost"
    stage.note(f"cut {cut}, {room}, after", time.monotonic() - began)
    faults = stage.card.faults_of_data()
    if faults:
        raise Failed(f"the data after cut {cut}: {faults}")
    return seconds


def nothing_in_it(stage):
    ask(stage, place("empty"), "empty")
    took = stage.await_restart("a restart into a slot with no system in it", INSTALL_S)[0]
    stage.note("asked for once more to written and restarted", took)
    expect("on trial", stage.machine.slot, "b/")
    took = left_by_itself(stage)
    expect("left for", stage.machine.slot, "a/")
    took += stage.await_live(LIVE, what="the picture after an update with no system in it")
    seen = await_told(stage, "empty", "reverted")[1]
    stage.note(f"nothing to start, to the slot before, live: {seen['reason']}", took)
