import numpy as np

from ricordo.storage.halves import widened

EVERY = np.arange(1 << 16, dtype="<u2").view("<f2")


def test_every_float16_keeps_its_value_and_sign():
    finite = EVERY[np.isfinite(EVERY)]

    wide = widened(finite.tobytes())

    np.testing.assert_array_equal(wide.view(np.uint32), finite.astype(np.float32).view(np.uint32))


def test_what_is_no_number_stays_none():
    np.testing.assert_array_equal(widened(EVERY.tobytes()), EVERY.astype(np.float32))


def test_nothing_stays_nothing():
    assert widened(b"").size == 0
