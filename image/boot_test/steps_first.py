"""Steps 1 to 5: from a card as it was made to a wall that keeps what was pushed to it."""

import json

from stage import BOARD, LIVE, MISSED, REACTION_S, SCREEN, Failed, merged

MISSED_COLOUR = (0xff, 0x64, 0x28)  # of the dark theme
PUSHED = {"businesses": {"main": {"channels": {"phone": {"name": "お電話", "kpis": {"service-level": {"target": 60, "limit": 50}}}}}}}


def no_files(stage):
    """1: no file, an empty data partition, no broker: the card says so, and shows no number."""
    stage.machine.start()

    first = stage.await_picture("the set-up card")
    stage.note("power to the first frame, with no file and an empty data partition", stage.machine.seconds())
    stage.keep("1-no-files")
    if first.share(MISSED_COLOUR) < 0.05:
        raise Failed("the first frame is not the set-up card with its fault")
    stage.machine.end()


def files(stage):
    """2: wallboard.json and a broker: live tiles in Japanese."""
    stage.broker.start()
    stage.prepare(stage.card)
    stage.machine.start()
    stage.await_broker()
    stage.note("power to the broker", stage.machine.seconds())
    stage.await_live(LIVE)
    stage.note("power to live tiles", stage.machine.seconds())
    stage.keep("2-live")


def change(stage):
    """3: other figures: the tiles change, and are what the program paints of them elsewhere."""
    picture = stage.reference(MISSED)
    if stage.shows(picture):
        raise Failed("the pictures of other figures are taken for the same")
    stage.publish(MISSED)
    stage.note("published to painted", stage.until("the new figures", REACTION_S, lambda: stage.shows(picture)))
    stage.keep("3-missed")


def broker_lost(stage):
    """4: the broker dies: the figures stay, and are no longer judged; it is back: so are they."""
    stage.broker.end()
    last = []

    def last_known():
        last[:] = [stage.machine.picture()]
        return last[0].share(MISSED_COLOUR) < 0.01

    stage.note("broker killed to last-known", stage.until("figures no longer judged", REACTION_S + 30, last_known))
    stage.keep("4-no-broker")
    if stage.shows_waiting(last[0]):
        raise Failed("the figures are gone with the broker")
    stage.broker.start()
    stage.note("broker back to live again", stage.await_live(MISSED, what="live again", seconds=120))


def pushed(stage):
    """5: a config is pushed: applied, answered, seen; after a power cut it is still there, also with
    no broker to ask; the installer's file with the password is not on the card, and the data partition
    goes to its end."""
    board, status = merged(BOARD, PUSHED), stage.broker.read(f"screen/{SCREEN}/status", 70)
    stage.push(1, PUSHED)
    stage.note("pushed to answered: applied", stage.until(
        "the answer to a push", 120, lambda: (stage.reported().get("result"), stage.reported().get("in_force")) == ("applied", 1)))
    stage.await_live(MISSED, board, "what was pushed on the wall", REACTION_S)
    stage.keep("5-pushed")
    stage.machine.end()
    if "wallboard.json" in stage.card.names():
        raise Failed("the file with the password is still on the boot partition")
    if not stage.card.is_full():
        raise Failed("the data partition did not grow to the end of the card")
    stage.broker.end()
    stage.machine.start()
    first = stage.await_picture("a picture after a power cut, without a broker")
    stage.note("second start without a broker, power to the first frame: as pushed, no number", stage.machine.seconds())
    stage.keep("5-again-no-broker")
    if not stage.shows_waiting(first, board):
        raise Failed("the first frame after a power cut is not the board as pushed with nothing received")
    stage.broker.start()
    stage.note("broker back to live again, as pushed", stage.await_live(LIVE, board, "live as pushed", 120))
    stage.keep("5-again")
    status = json.loads(status or "{}")
    if status.get("panel", {}).get("driver") != "KMSDRM":
        raise Failed(f"not painted by KMS/DRM: {status}")
    stage.note("memory of the wall with Mesa's software renderer, MiB", value=f"{status.get('rss_bytes', 0) / 2 ** 20:.0f}")
    stage.machine.end()
