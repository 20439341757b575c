"""Pictures, pixel by pixel: those that QEMU dumps, and those that the program paints elsewhere."""

import collections
import pathlib
import struct
import zlib

# A prime, so that it meets every column.
SAMPLE = 31


class Picture:
    def __init__(self, width, height, rgb):
        self.width, self.height, self.rgb = width, height, rgb

    def colours(self):
        """How many pixels have which colour, of a sample of them."""
        step = 3 * SAMPLE
        return collections.Counter(zip(self.rgb[0::step], self.rgb[1::step], self.rgb[2::step]))

    def share(self, colour):
        colours = self.colours()
        return colours[colour] / colours.total()

    def is_lit(self):
        """Something is painted: neither black nor one colour all over."""
        return len(self.colours()) > 4

    def differing(self, other, top, bottom):
        """The share of pixels between two rows that are not the same to the eye."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        stride, unlike = self.width * 3, 0
        for y in range(top, bottom):
            a, b = (picture.rgb[y * stride:(y + 1) * stride] for picture in (self, other))
            if a != b:
                unlike += sum(1 for i in range(0, stride, 3)
                              if abs(a[i] - b[i]) + abs(a[i + 1] - b[i + 1]) + abs(a[i + 2] - b[i + 2]) > 96)
        return unlike / (self.width * (bottom - top))


def read_ppm(path):
    data = pathlib.Path(path).read_bytes()
    magic, width, height, _, _ = data.split(maxsplit=4)
    if magic != b"P6":
        raise ValueError(f"{path}: no PPM")
    width, height = int(width), int(height)
    return Picture(width, height, data[-width * height * 3:])


def unfilter(kind, row, before, step):
    """One row of a PNG, in place."""
    for x in range(len(row)):
        left = row[x - step] if x >= step else 0
        above = before[x]
        corner = before[x - step] if x >= step else 0
        if kind == 1:
            row[x] = (row[x] + left) & 255
        elif kind == 2:
            row[x] = (row[x] + above) & 255
        elif kind == 3:
            row[x] = (row[x] + (left + above) // 2) & 255
        elif kind == 4:
            guess = left + above - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - above), 1, above),
                          (abs(guess - corner), 2, corner))[2]
            row[x] = (row[x] + nearest) & 255


def read_png(path):
    data = pathlib.Path(path).read_bytes()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    if depth != 8 or colour not in (2, 6):
        raise ValueError(f"{path}: not a picture of 8 bits a colour")
    step = 3 if colour == 2 else 4
    raw, stride = zlib.decompress(packed), width * step
    rows, before = [], bytearray(stride)
    for y in range(height):
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        unfilter(raw[y * (stride + 1)], row, before, step)
        rows.append(bytes(row) if step == 3 else bytes(v for i, v in enumerate(row) if i % 4 != 3))
        before = row
    return Picture(width, height, b"".join(rows))
