"""Boots the image under QEMU and judges it by its picture and by MQTT.

usage: image/boot_test IMAGE WALLBOARD OUT [STEP...]

IMAGE is the card as it was made; a copy of it is started, and written to only as an installer
would: files onto the boot partition. WALLBOARD is the same program, built for this machine: what it
paints is what must be seen. The broker is a mosquitto on this machine's loopback, the only thing
that the guest's network leads to. A picture of each step lands in OUT, with times.txt. Steps begin
where the one before ended; all but the first four make what they need of it themselves.
"""

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
# Run when they are asked for: cuts takes a while, debug is of another image.
ASKED_FOR = {"cuts": steps_update_cut.power_cuts, "debug": steps_debug.debug}


def write_table(stage, image, began):
    """What was measured, with the size of what was tried."""
    packed = sorted(image.parent.glob("*.img.zst"))
    size = [f"{packed[-1].stat().st_size / 2 ** 20:6.0f} MiB  {packed[-1].name}"] if packed else []
    rows = size + stage.rows + [f"{time.monotonic() - began:7.1f} s  all of it"]
    (stage.out / "times.txt").write_text("\n".join(rows) + "\n")


def run(stage, image, names):
    began = time.monotonic()
    for name in names:
        stage.step = name
        step, step_began = (STEPS | ASKED_FOR)[name], time.monotonic()
        print(f"---- {step.__doc__.split(chr(10))[0]}", flush=True)
        try:
            step(stage)
            stage.note("the whole step", time.monotonic() - step_began)
        finally:
            write_table(stage, image, began)


def main():
    names = sys.argv[4:] or list(STEPS)
    if len(sys.argv) < 4 or not set(names) <= set(STEPS | ASKED_FOR):
        raise SystemExit(f"{__doc__}\nsteps: {' '.join(STEPS)}; also {' '.join(ASKED_FOR)}")
    image, wallboard, out = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(image, wallboard, out, pathlib.Path(folder))
        try:
            run(stage, image, names)
        except (Failed, Broken) as fault:
            raise SystemExit(f"image-test: step {stage.step}: {fault}") from fault
        finally:
            stage.end()
            log = pathlib.Path(folder) / "serial.log"
            if log.exists():
                shutil.copy(log, out / "serial.log")
    print("image-test: all steps passed:", " ".join(names))


if __name__ == "__main__":
    main()
