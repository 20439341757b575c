"""A debug image: what it says on the screen, and whom it lets in. Not one of the steps of a standard image."""

import json
import os
import pathlib
import subprocess

from broker import free_port
from machine import HEIGHT
from stage import BOARD, FIRST_PICTURE_S, LIVE, SCREEN, Failed

# How far up from the foot the line goes, in hundredths of the height: it is as tall as can be read from where
# people stand, and a card that has no board yet is made for the usual distance.
LINE, LINE_WITHOUT_BOARD = 4, 16
NO_BOARD = {key: value for key, value in BOARD.items() if key != "display"}


def debug(stage):
    """debug: the striped line stands below the set-up card and below the board; who has the key comes in, after a
    second start to the same host key; nobody else does."""
    key = pathlib.Path(os.environ["DEBUG_KEY"]).with_suffix("")
    if not key.is_file():
        raise Failed(f"{key}, the private key to DEBUG_KEY, is needed to try it")
    os.environ["WALLBOARD_DEBUG"] = os.devnull  # what the program paints here has the line, too
    stage.machine.start()
    stage.await_picture("the set-up card")
    await_line(stage, "the line below the set-up card", NO_BOARD, LINE_WITHOUT_BOARD)
    stage.keep("debug-no-files")

    stage.begin_anew("debug")
    known = tried(stage, key, "first start")
    stage.keep("debug-live")
    stage.machine.end()
    if tried(stage, key, "second start") != known:
        raise Failed("the board has another host key after a second start")
    stage.machine.end()


def tried(stage, key, what):
    """A start, the board with its line, and everybody who asks; the host key."""
    port = free_port()
    stage.machine.start(reached=port)
    stage.await_live(LIVE, what=f"the board of a debug image, {what}")
    await_line(stage, f"the line below the board, {what}")
    if not json.loads(stage.broker.read(f"screen/{SCREEN}/status", 70) or "{}").get("debug"):
        raise Failed("status does not say that it is a debug image")
    stage.until("the key comes in", FIRST_PICTURE_S, lambda: said_over_ssh(port, key) == "0")
    stage.note(f"{what}: power to a login with the key", stage.machine.seconds())
    stranger = stage.work / "stranger"
    if not stranger.exists():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stranger], check=True)
    for who, answer in {
            "another key": said_over_ssh(port, stranger),
            "another user": said_over_ssh(port, key, user="wallboard"),
    }.items():
        if answer is not None:
            raise Failed(f"{who} comes in: {answer}")
    asked = ssh(port, stranger, "-v").stderr
    if "Authentications that can continue: publickey\n" not in asked:
        raise Failed(f"other ways in than a key: {asked}")
    stage.note(f"{what}: another key, another user, another way than a key that come in", value=0)
    said = subprocess.run(["ssh-keyscan", "-p", str(port), "127.0.0.1"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return said.stdout.split()[-1]  # before it stands the port, which is another each time


def await_line(stage, what, board=BOARD, line=LINE):
    reference = stage.reference(LIVE, board)
    stage.until(what, FIRST_PICTURE_S, lambda: stage.machine.picture().differing(reference, HEIGHT - HEIGHT * line // 100, HEIGHT) < 0.01)


def ssh(port, key, *options, user="root"):
    return subprocess.run(
        ["ssh", "-p", str(port), "-i", key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
         "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=30", *options, f"{user}@127.0.0.1", "id -u"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def said_over_ssh(port, key, user="root"):
    """What the board says of who came in: the number of the user; None when nobody did."""
    said = ssh(port, key, user=user)
    return said.stdout.strip() if said.returncode == 0 else None
