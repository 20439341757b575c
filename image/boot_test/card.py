"""The card as a file: what an installer writes onto it, and what stands on it when the power is off."""

import os
import pathlib
import re
import struct
import subprocess

BOOT_OFFSET = 4 << 20
CARD_BYTES = 2 << 30
SECTOR = 512

# What e2fsck says of a file system that was cut off and is whole: the journal was to be read, and the
# mark of a mounted system to be taken back.
WHOLE = re.compile(r"recovering journal|clean, |: \d+/\d+ files .*blocks$|^$|Clearing orphaned inode|"
                   r"Feature orphan_present is set but orphan file is clean|^CLEARED\.$")


class Card:
    def __init__(self, path):
        self.path = path

    @classmethod
    def copy_of(cls, original, path):
        """A card of 2 GiB that begins as the original does."""
        subprocess.run(["cp", "--sparse=always", original, path], check=True)
        os.truncate(path, CARD_BYTES)
        return cls(path)

    # ---- The boot partition: what any laptop can read and write ----

    def take(self, name, folder):
        """A file of the boot partition, into a folder here."""
        to = folder / pathlib.PurePath(name).name
        to.unlink(missing_ok=True)
        subprocess.run(["mcopy", "-n", "-i", f"{self.path}@@{BOOT_OFFSET}", f"::{name}", to], check=True)
        return to

    def chosen(self, folder):
        """The folder that the board's firmware would take the slot's files from: a/ or b/."""
        for line in self.take("config.txt", folder).read_text().split("\n"):
            if line.startswith("os_prefix="):
                return line.removeprefix("os_prefix=").strip()
        raise ValueError("config.txt names no slot")

    def put(self, name, text):
        path = pathlib.Path(f"{self.path}.{name}")
        path.write_text(text)
        subprocess.run(["mcopy", "-o", "-i", f"{self.path}@@{BOOT_OFFSET}", path, f"::{name}"], check=True)
        path.unlink()

    def names(self):
        said = subprocess.run(["mdir", "-b", "-i", f"{self.path}@@{BOOT_OFFSET}", "::"], check=True, stdout=subprocess.PIPE, text=True)
        return [line.removeprefix("::/") for line in said.stdout.split("\n")]

    def half_written(self, slot):
        """Whether the boot files of a slot are being copied just now, as far as the card has them: cmdline.txt
        comes last. For a card that is in use, so what is read may be nonsense."""
        said = subprocess.run(["mdir", "-b", "-i", f"{self.path}@@{BOOT_OFFSET}", f"::{slot}"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        names = [line.rsplit("/", 1)[-1] for line in said.stdout.split("\n")]
        return "vmlinuz" in names and "cmdline.txt" not in names

    def faults_of_boot(self):
        """What fsck.vfat finds on the boot partition; "" when all is whole."""
        with open(self.path, "rb") as card:
            card.seek(446)
            _, sectors = struct.unpack("<8xII", card.read(16))
        copy = self._part(BOOT_OFFSET // SECTOR, sectors, "boot")
        said = subprocess.run(["fsck.vfat", "-n", copy], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        copy.unlink()
        return said.stdout if said.returncode else ""

    def spoil(self, slot):
        """The root of a slot can no longer be read: its first 64 KiB are nothing."""
        with open(self.path, "r+b") as card:
            card.seek(446 + (1 if slot == "a" else 2) * 16)
            start, _ = struct.unpack("<8xII", card.read(16))
            card.seek(start * SECTOR)
            card.write(bytes(64 << 10))

    # ---- The data partition: a copy of it, as the card itself is only what the board made of it ----

    def _place_of_data(self):
        """Its first sector, and how many there are."""
        with open(self.path, "rb") as card:
            card.seek(446 + 3 * 16)
            return struct.unpack("<8xII", card.read(16))

    def is_full(self):
        """Whether the data go to the end of the card, but for what is no use."""
        return sum(self._place_of_data()) * SECTOR > self.path.stat().st_size - (16 << 20)

    def _part(self, start, sectors, name):
        """A part of the card as a file of its own."""
        copy = pathlib.Path(f"{self.path}.{name}")
        subprocess.run(["dd", f"if={self.path}", f"of={copy}", f"skip={start * SECTOR}", f"count={sectors * SECTOR}",
                        "iflag=skip_bytes,count_bytes", "bs=4M", "conv=sparse", "status=none"], check=True)
        return copy

    def _data(self):
        return self._part(*self._place_of_data(), "data")

    def faults_of_data(self):
        """What e2fsck finds besides a journal that was not read yet; "" when all is whole."""
        copy = self._data()
        first = subprocess.run(["e2fsck", "-p", "-f", copy], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        second = subprocess.run(["e2fsck", "-n", "-f", copy], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        copy.unlink()
        faults = [line for line in first.stdout.split("\n") if not WHOLE.search(line)]
        if first.returncode > 1 or second.returncode != 0:
            faults += [f"e2fsck: {first.returncode}, then {second.returncode}"] + second.stdout.split("\n")
        return "\n".join(faults)

    def read_data(self, name):
        """A file of the data partition; "" where there is none."""
        copy = self._data()
        subprocess.run(["e2fsck", "-p", "-f", copy], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        said = subprocess.run(["debugfs", "-R", f"cat {name}", copy], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        copy.unlink()
        return said.stdout

    def remove(self):
        self.path.unlink(missing_ok=True)
