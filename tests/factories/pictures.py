"""Drawn pictures, and their files with the time and place that a camera writes."""

import io
import random

from PIL import Image, ImageDraw


def drawn(seed, size=(800, 600)):
    """Draw boxes and discs where the seed says; two seeds never look alike."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for _ in range(25):
        x, y, a, b = (chance.randrange(limit) for limit in (*size, 270, 270))
        shape = pen.rectangle if chance.randrange(2) else pen.ellipse
        shape((x - a, y - b, x + a, y + b), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture


def jpeg(picture, quality=90, taken="", place=None):
    """Return the file of a picture; place is latitude and longitude as degrees, minutes, seconds."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: place[0], 3: "E", 4: place[1]})
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=quality, exif=exif)
    return content.getvalue()
