"""Make the sound that tells that time is nearly up and up: `python tests/make_sound.py [OUT]`. Two soft tones, a fifth apart, that fade."""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "resources" / "sounds" / "chime.wav"
RATE = 22_050  # samples a second
SECONDS = 1.4
TONES = ((523.25, 0.0), (783.99, 0.18))  # hertz, seconds until it begins


def sample(at: float) -> float:
    """Between -1 and 1. A tone comes up in 15 ms, so that nothing clicks, and fades by half every fifth of a second."""
    out = 0.0
    for hertz, begins in TONES:
        since = at - begins
        if since < 0:
            continue
        strength = min(1.0, since / 0.015) * 0.5 ** (since / 0.2)
        out += strength * (math.sin(2 * math.pi * hertz * since) + 0.2 * math.sin(4 * math.pi * hertz * since)) * 0.22
    return out * min(1.0, (SECONDS - at) / 0.05)


def made() -> bytes:
    return b"".join(struct.pack("<h", round(32_000 * sample(n / RATE))) for n in range(int(RATE * SECONDS)))


if __name__ == "__main__":
    with wave.open(str(Path(sys.argv[1]) if sys.argv[1:] else OUT), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(made())
