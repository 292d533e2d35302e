"""What memories are usually like: the direction in which the vectors of any everyday notes lie.

A question that is near to everything is near to the wrong memory too. How near it is to such notes in general is
taken off its similarity before it counts as a sign that the answer is known.
"""

from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Float32s = NDArray[np.float32]

_NOTES: Final = """
The weekly meeting was moved to Thursday afternoon.
My sister lives in a small town near the coast.
The server is restarted every night at two.
I prefer to work in the morning.
The car needs new tyres before winter.
We use spaces, not tabs, in all files.
The invoice was paid last week.
Grandfather likes to play chess on Sundays.
The tests fail when the network is slow.
Dinner is at eight at the Italian place.
The password reset mail goes to the old address.
She is allergic to cats.
The report has to be finished by Friday.
Our team decided to postpone the release.
The dog must be walked twice a day.
He studied history in Vienna.
The heating was repaired in October.
Always answer in short sentences.
The train leaves from platform five.
The database is backed up every evening.
I bought a green jacket for the trip.
The children start school at half past seven.
Never send messages after ten in the evening.
The kitchen will be painted yellow.
The doctor recommended more exercise.
The customer asked for a discount of ten percent.
My favourite book is about a sailor.
The library closes early on Saturdays.
We switched to a different supplier.
The garden gets sun only in the afternoon.
Their wedding is planned for the end of June.
The function returns an empty list on errors.
I am learning to play the guitar.
The rent rises by forty euros in spring.
The neighbours have two small children.
The plane lands shortly before midnight.
Use the blue folder for the contracts.
The bakery on the corner sells good bread.
The project uses a build script written in Python.
He takes his medicine after breakfast.
The conference was held online this year.
The key is with the caretaker.
Her new phone number ends with four.
The deadline for the application is in May.
We always order the vegetarian menu.
The printer on the second floor is broken.
The insurance covers damage by water.
The boss wants the slides by noon.
They moved into a larger flat.
The team won three games in a row.
The old laptop is kept as a spare.
The bicycle is in the cellar.
The film starts at nine in the big hall.
Keep the tone friendly but formal.
The API limit is one hundred requests per minute.
My mother grows tomatoes on the balcony.
The package will arrive on Monday.
The museum was closed because of a strike.
I have known him since university.
The budget for the kitchen is five thousand.
The log files are deleted after thirty days.
The music lesson was cancelled.
The contract ends in two years.
The soup needs more salt.
"""


class TextEmbedder(Protocol):
    """What the read path asks of an embedder."""

    def embed(self, texts: list[str]) -> Float32s:
        """Give unit vectors, one a row."""
        ...


def typical_vector(embedder: TextEmbedder) -> Float32s:
    """Give the mean vector of everyday notes; takes a tenth of a second, so that its result is worth keeping."""
    vectors: Float32s = np.asarray(embedder.embed(_NOTES.split("\n")[1:-1]), np.float32)
    return np.asarray(vectors.mean(axis=0), np.float32)
