"""Updates of the image that is tried: its own root with another version, and such as must not be taken."""

import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


class Bundles:
    """Made in the folder of the shelf; the key is that of the build tree, which the card knows."""

    def __init__(self, image, work, folder):
        self.folder, self.work = folder, work
        self.root = work / "root"
        subprocess.run(["unsquashfs", "-no-progress", "-quiet", "-dest", self.root, image.parent / "root.squashfs"], check=True)

    def _sign(self, squashfs, version, name, keys=None):
        named = {} if keys is None else {"UPDATE_CERT": keys / "cert.pem", "UPDATE_KEY": keys / "key.pem"}
        bundle = self.folder / f"{name}.raucb"
        subprocess.run([f"{HERE}/../bundle.sh", squashfs, version, bundle], check=True, env={**os.environ, **named})
        return bundle

    def make(self, name, version, dark=False):
        """The root with this version, also on its kernel's command line; dark: its program ends at once, and what
        only a picture needs is not there."""
        self._replace("usr/lib/os-release", "IMAGE_VERSION=", f"IMAGE_VERSION={version}")
        self._replace("etc/rauc/system.conf", "min-bundle-version=", f"min-bundle-version={version}")
        line = self.root / "usr/lib/wallboard/boot/cmdline.txt"
        line.write_text(f"{line.read_text().split(' wb.version=')[0].strip()} wb.version={version}\n")
        if dark:
            shutil.copy(self.root / "usr/bin/false", self.root / "usr/bin/wallboard")
            shutil.rmtree(self.root / "usr/share/fonts")
            for library in ("libLLVM*", "libgallium*"):
                for path in (self.root / "usr/lib/aarch64-linux-gnu").glob(library):
                    path.unlink()
        return self._pack(self.root, version, name)

    def make_empty(self, name, version):
        """Boot files, and no system that they could start: what is soon written, again and again."""
        root = self.work / "empty"
        shutil.copytree(self.root / "usr/lib/wallboard/boot", root / "usr/lib/wallboard/boot")
        for place in ("dev", "proc", "sys", "data", "etc"):
            (root / place).mkdir()
        bundle = self._pack(root, version, name)
        shutil.rmtree(root)
        return bundle

    def _pack(self, root, version, name):
        squashfs = self.work / f"{name}.squashfs"
        subprocess.run(["mksquashfs", root, squashfs, "-comp", "zstd", "-Xcompression-level", "1", "-b", "256K",
                        "-noappend", "-no-progress", "-quiet"], check=True, stdout=subprocess.DEVNULL)
        bundle = self._sign(squashfs, version, name)
        squashfs.unlink()
        return bundle

    def _replace(self, name, begin, line):
        path = self.root / name
        lines = [line if old.startswith(begin) else old for old in path.read_text().splitlines()]
        path.write_text("\n".join(lines) + "\n")

    def make_nothing(self, name, version, strange=False):
        """A bundle that is refused before its content is looked at; strange: signed by a key that no card
        knows."""
        content, keys = self.work / "nothing", None
        content.write_bytes(os.urandom(1 << 20))
        if strange:
            keys = self.work / "strange"
            keys.mkdir()
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9999", "-subj", "/CN=nobody",
                            "-keyout", keys / "key.pem", "-out", keys / "cert.pem"], check=True, stderr=subprocess.DEVNULL)
        return self._sign(content, version, name, keys)

    def end(self):
        shutil.rmtree(self.root)


def flip_a_bit(bundle):
    """One bit in the middle; the same again makes it whole."""
    with open(bundle, "r+b") as file:
        file.seek(bundle.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def stick_with(bundle, path):
    """A memory stick, FAT all over, with the bundle at its top."""
    with open(path, "wb") as file:
        file.truncate(bundle.stat().st_size + (32 << 20))
    subprocess.run(["mkfs.vfat", "-n", "STICK", path], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["mcopy", "-i", path, bundle, "::"], check=True)
    return path
