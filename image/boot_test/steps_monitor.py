"""Step monitor: it is unplugged, comes back, or is another one, while the wall runs."""

import time

from machine import HEIGHT, WIDTH
from stage import LIVE, MISSED, Failed

BACK_S = 60  # 10 s on a board
UNPLUGGED_S = 20  # the wall must have seen it
OTHERS = [(1920, 1080), (1024, 768), (1080, 1920)]


def replug(stage, figures, size, what):
    """Out, other figures meanwhile, and in again: how long until these fill this monitor."""
    stage.machine.monitor.plug(0, 0)
    stage.publish(figures)
    time.sleep(UNPLUGGED_S)
    stage.machine.monitor.plug(*size)
    stage.note(f"{what} to its picture, live, {size[0]}x{size[1]}",
               stage.await_live(figures, what=f"the picture after: {what}", seconds=BACK_S, size=size))


def changes(stage):
    """monitor: unplugged and plugged in again, then others in its place: the picture is back and fills them,
    and the program is still the same."""
    stage.begin_anew("monitor")
    stage.machine.start(monitor=False, probed=True)
    stage.await_broker()
    stage.machine.monitor.plug(WIDTH, HEIGHT)
    stage.await_live(LIVE)
    stage.machine.probe.await_ready(BACK_S)
    pid = stage.machine.probe.run("systemctl show -P MainPID wallboard")
    replug(stage, MISSED, (WIDTH, HEIGHT), "monitor plugged in again")
    for size in OTHERS:
        stage.machine.monitor.plug(*size)
        stage.note(f"another monitor in its place to its picture, live, {size[0]}x{size[1]}",
                   stage.await_live(MISSED, what=f"the picture of a monitor of {size}", seconds=BACK_S, size=size))
        stage.keep(f"monitor-{size[0]}x{size[1]}")
    replug(stage, LIVE, (WIDTH, HEIGHT), "the first monitor again")
    if stage.machine.probe.run("systemctl show -P MainPID wallboard") != pid:
        raise Failed("the wall ended over it and was started again")
    stage.machine.end()
