"""Boots the image under QEMU and judges it by its picture and by MQTT.

usage: image/boot_test IMAGE WALLBOARD OUT [STEP... | beside | then]...

IMAGE is the card as it was made; a copy of it is started, and written to only as an installer
would: files onto the boot partition. WALLBOARD is the same program, built for this machine: what it
paints is what must be seen. The broker is a mosquitto on this machine's loopback, the only thing
that the guest's network leads to. A picture of each step lands in OUT, with times.txt. Steps begin
where the one before ended; all but the first four make what they need of it themselves. Those after
"beside" have a machine, a card and a broker of their own and run while the ones before do, as much of
what is waited for is waited for idly; those after "then" when all before are through.
"""

import concurrent.futures
import contextlib
import functools
import pathlib
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True

import steps_card
import steps_debug
import steps_faults
import steps_first
import steps_monitor
import steps_update
import steps_update_cut
from machine import Broken
from stage import Failed, Stage

STEPS = {
    "1": steps_first.no_files,
    "2": steps_first.files,
    "3": steps_first.change,
    "4": steps_first.broker_lost,
    "5": steps_first.pushed,
    "6": steps_faults.program_ends,
    "7": steps_faults.kernel_panics,
    "8": steps_faults.power_cuts,
    "9": steps_card.identities,
    "10": steps_card.quiet,
    "11": steps_update.update,
    "12": steps_card.anything_missing,
}
# Run when they are asked for by name: cuts takes a while, debug is of another image.
ASKED_FOR = {"monitor": steps_monitor.changes, "cuts": steps_update_cut.power_cuts, "debug": steps_debug.debug}


def write_table(out, stages, image, began):
    """What was measured, with the size of what was tried."""
    packed = sorted(image.parent.glob("*.img.zst"))
    size = [f"{packed[-1].stat().st_size / 2 ** 20:6.0f} MiB  {packed[-1].name}"] if packed else []
    rows = size + [row for stage in stages for row in stage.rows] + [f"{time.monotonic() - began:7.1f} s  all of it"]
    (out / "times.txt").write_text("\n".join(rows) + "\n")


def run(stage, names, write):
    """The steps of one machine, until one fails; whether none did."""
    try:
        for name in names:
            stage.step = name
            step, step_began = (STEPS | ASKED_FOR)[name], time.monotonic()
            print(f"---- {step.__doc__.split(chr(10))[0]}", flush=True)
            step(stage)
            stage.note("the whole step", time.monotonic() - step_began)
            write()
        return True
    except (Failed, Broken) as fault:
        print(f"image-test: step {stage.step}: {fault}", flush=True)
        return False
    finally:
        write()
        stage.end()


def parse(words):
    """Rounds, one after the other; of each the courses, side by side; of each the steps."""
    rounds = [[[]]]
    for word in words:
        if word == "then":
            rounds.append([[]])
        elif word == "beside":
            rounds[-1].append([])
        elif word in STEPS | ASKED_FOR:
            rounds[-1][-1].append(word)
        else:
            raise SystemExit(f"{__doc__}\nno step: {word}; steps: {' '.join(STEPS)}; also {' '.join(ASKED_FOR)}")
    return rounds


def run_side_by_side(stages, courses, write):
    """Whether all steps passed. When this is ended from outside, so is every machine at once."""
    with concurrent.futures.ThreadPoolExecutor(len(courses)) as pool:
        try:
            return all(list(pool.map(lambda stage, names: run(stage, names, write), stages, courses)))
        except BaseException:
            for stage in stages:
                stage.end()
            raise


def main():
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    rounds = parse(sys.argv[4:] or list(STEPS))
    image, wallboard, out = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    stages, began = [], time.monotonic()
    with contextlib.ExitStack() as opened:
        for number in range(max(map(len, rounds))):
            folder = pathlib.Path(opened.enter_context(tempfile.TemporaryDirectory()))
            stages.append(Stage(image, wallboard, out, folder))
            opened.callback(keep_log, folder, out / f"serial{number or ''}.log")
            opened.callback(stages[-1].end)
        write = functools.partial(write_table, out, stages, image, began)
        passed = all(run_side_by_side(stages, courses, write) for courses in rounds)
    if not passed:
        raise SystemExit(f"image-test: not all steps passed; pictures are in {out}")
    print("image-test: all steps passed:", " ".join(sys.argv[4:] or STEPS))


def keep_log(folder, to):
    log = folder / "serial.log"
    if log.exists():
        shutil.copy(log, to)


if __name__ == "__main__":
    main()
