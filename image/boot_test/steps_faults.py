"""Steps 6 to 8: the program killed and stopped, the kernel crashed, the power cut again and again."""

import json
import random
import time

from stage import BOARD, FIRST_PICTURE_S, LIVE, MISSED, Failed, merged

# The unit's 10 s are too few for a machine so slow; this is what it is given here.
WATCHDOG_S = 30
RESTART_S = 60
KERNEL_S = 120  # to notice: 10 s of the kernel, 14 s of the hardware watchdog, on a slow machine

CUTS = 10


def program_ends(stage):
    """6: killed, and stopped so that it only looks alive: the picture is back by itself."""
    stage.begin_anew()
    stage.machine.start(probed=True, watchdog_s=WATCHDOG_S)
    stage.await_live(LIVE)
    stage.machine.probe.await_ready(FIRST_PICTURE_S)
    picture, other = stage.reference(LIVE), stage.reference(MISSED)

    stage.machine.probe.run("systemctl kill -s KILL wallboard")
    stage.until("no picture after the program was killed", 20, lambda: not stage.shows(picture))
    stage.note("program killed to its picture back, live", stage.await_live(LIVE, what="the picture after a kill", seconds=RESTART_S))
    stage.keep("6-killed")

    stage.machine.probe.run("systemctl kill -s STOP wallboard")
    stage.publish(MISSED)
    if not stage.shows(picture):
        raise Failed("a program that was stopped went on painting")
    stage.note(f"program stopped (watchdog {WATCHDOG_S} s) to its picture back, live",
               stage.await_live(MISSED, what="the picture after a stop", seconds=WATCHDOG_S + RESTART_S))
    if not stage.shows(other):
        raise Failed("other figures than were published")
    stage.keep("6-stopped")
    stage.machine.end()


def kernel_panics(stage):
    """7: the kernel crashes: the machine is restarted, by the kernel itself or by the hardware watchdog,
    whoever is first, and the wall is back."""
    stage.begin_anew()
    stage.machine.start(probed=True)
    stage.await_live(LIVE)
    stage.machine.probe.await_ready(FIRST_PICTURE_S)
    stage.machine.probe.tell("echo c >/proc/sysrq-trigger")
    ended, who = stage.await_restart("a restart of the machine after a panic", KERNEL_S)
    stage.note(f"kernel panic to a restart, by the {who}", ended)
    stage.note("kernel panic to live tiles", ended + stage.await_live(LIVE, what="the picture after a panic"))
    stage.keep("7-panic")
    stage.machine.end()


def pushes_until(stage, seconds, revision):
    """Pushes one config after the other for so long, with pauses in which some are taken; the last
    revision, and the last that was answered as applied."""
    applied, ends = 0, stage.machine.seconds() + seconds
    while stage.machine.seconds() < ends:
        revision += 1
        stage.push(revision, {"businesses": {"main": {"channels": {"phone": {"name": f"電話 {revision}"}}}}})
        answer = stage.reported()
        applied = answer["in_force"] if answer.get("result") == "applied" else applied
        time.sleep(max(0, min(random.uniform(0, 5), ends - stage.machine.seconds())))
    return revision, applied or 0


def judge_card(stage, cut, applied):
    """The card as the power cut left it: the revision that it keeps, and the one on trial or the same."""
    faults = stage.card.faults_of_data()
    if faults:
        raise Failed(f"the file system after cut {cut}: {faults}")
    text = stage.card.read_data("/state/pushed.json")
    try:
        layer = json.loads(text)["layers"].get("screen", {}) if text else {}
        kept, trial = (json.loads(layer[name])["revision"] if layer.get(name) else 0 for name in ("kept", "trial"))
    except (ValueError, KeyError) as fault:
        raise Failed(f"what is kept after cut {cut} is not whole: {fault!r}: {text}") from fault
    if kept < applied:
        raise Failed(f"revision {applied} was answered as applied, and {kept} is kept after cut {cut}")
    return kept, max(kept, trial)


def power_cuts(stage):
    """8: the power is cut ten times at random while config is pushed, every other time while it starts: it
    starts every time, with what was pushed last or what was in force before, and the file system is whole."""
    stage.begin_anew()
    revision, kept, tried, usual_s = 1, 0, 0, 0
    for cut in range(1, CUTS + 1):
        stage.machine.start()
        applied = 0
        if cut % 2 == 0:  # anywhere in a start
            revision, _ = pushes_until(stage, random.uniform(5, usual_s), revision)
        else:
            # What is pushed is taken when it was seen, so there must be a picture.
            stage.await_broker(f"the wall at the broker after {cut - 1} cuts")
            stage.await_picture(f"a picture after {cut - 1} cuts")
            usual_s = stage.machine.seconds()
            stage.note(f"power to broker and picture after {cut - 1} cuts, with revision {kept} on the card", usual_s)
            stage.until("what is in force", 60, lambda: (stage.reported().get("in_force") or 0) >= kept)
            revision, applied = pushes_until(stage, random.uniform(10, 30), revision)
        stage.note(f"cut {cut}", stage.machine.seconds())
        stage.machine.end()
        kept, tried = judge_card(stage, cut, max(applied, kept))
    if not kept:
        raise Failed("of all that was pushed nothing was taken: nothing was tried")
    stage.broker.start()  # and forgets what is retained
    stage.machine.start()
    first = stage.await_picture("a picture after the last cut")
    boards = [merged(BOARD, {"businesses": {"main": {"channels": {"phone": {"name": f"電話 {number}"}}}}}) for number in (kept, tried)]
    board = next((board for board in boards if stage.shows_waiting(first, board) and stage.names(first, board)), None)
    if not board:
        raise Failed(f"the first frame after the last cut is not the board of revision {kept} or {tried}")
    stage.await_live(LIVE, board)
    stage.keep("8-after-cuts")
    stage.machine.end()
