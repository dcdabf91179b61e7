"""The bundled sound is what its script makes: short, soft, and heard by any program."""

from __future__ import annotations

import struct
import wave

from tests import make_sound


def test_the_bundled_sound_is_what_its_script_makes() -> None:
    with wave.open(str(make_sound.OUT)) as kept:
        frames = kept.readframes(kept.getnframes())
        assert (kept.getnchannels(), kept.getsampwidth(), kept.getframerate()) == (1, 2, make_sound.RATE)
    assert frames == make_sound.made()


def test_it_is_gentle_it_begins_and_ends_in_silence() -> None:
    samples = [s for (s,) in struct.iter_unpack("<h", make_sound.made())]
    assert max(map(abs, samples)) < 0.5 * 32_767
    assert abs(samples[0]) < 50 and abs(samples[-1]) < 50
    assert 1.0 <= len(samples) / make_sound.RATE <= 2.0
