"""How much texts have in common, from their words alone: the cosine of weighted words, averaged over groups of texts.

Two short texts on one event may share few words and yet both share many with a third. So texts are joined into ever
larger groups, the most alike first (average linkage), and two texts are as near as the groups in which they meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

LEAST = 0.02
"""Groups that are less alike than this are not joined; their texts have nothing in common."""


def kinship(texts: Sequence[Mapping[str, int]]) -> NDArray[np.float64]:
    """For each two texts, given as counts of words, how near they are: 0 (nothing in common) to 1."""
    alike = cosines(texts)
    number = len(texts)
    near = np.eye(number)
    np.fill_diagonal(alike, -1)
    sizes = np.ones(number)
    members = {text: [text] for text in range(number)}
    while number > 1:
        one, other = divmod(int(alike.argmax()), number)
        height = alike[one, other]
        if height < LEAST:
            break
        near[np.ix_(members[one], members[other])] = height
        near[np.ix_(members[other], members[one])] = height
        alike[one] = (alike[one] * sizes[one] + alike[other] * sizes[other]) / (sizes[one] + sizes[other])
        alike[:, one] = alike[one]
        alike[one, one] = -1
        alike[other] = -1
        alike[:, other] = -1
        sizes[one] += sizes[other]
        members[one] += members.pop(other)
    return near


def cosines(texts: Sequence[Mapping[str, int]]) -> NDArray[np.float64]:
    """The cosines of the texts, words weighing more the fewer texts have them."""
    found = Counter(word for text in texts for word in text)
    column = {word: at for at, word in enumerate(sorted(found))}
    table = np.zeros((len(texts), len(column)))
    for row, text in enumerate(texts):
        for word, count in text.items():
            table[row, column[word]] = (1 + log(count)) * log(len(texts) / found[word])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1)
    product: NDArray[np.float64] = table @ table.T
    return product
