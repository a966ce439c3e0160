"""chrF: how many character sequences a translation shares with a reference (Popović 2015)."""

from __future__ import annotations

from collections import Counter

ORDER = 6
"""Longest sequence counted, in characters, and `BETA` what recall weighs against precision: both are the
paper's, and sacreBLEU's by default."""
BETA = 2.0


def chrf(hypothesis: str, reference: str) -> float:
    """Return chrF2 of one sentence, 0 to 1; white space does not count, letter case does.

    The figure is that of sacreBLEU's `sentence_chrf`, divided by 100.

    >>> chrf("Les avions ont décollé.", "Les avions ont décollé.")
    1.0
    >>> round(chrf("Les avions ont décollé.", "Deux avions ont décollé de nuit."), 2)
    0.6
    """
    ours, theirs = ("".join(text.split()) for text in (hypothesis, reference))
    precision = recall = 0.0
    orders = 0
    for size in range(1, ORDER + 1):
        of_ours, of_theirs = _sequences(ours, size), _sequences(theirs, size)
        if not of_ours or not of_theirs:
            continue  # one of the two is shorter than that
        shared = (of_ours & of_theirs).total()
        precision += shared / of_ours.total()
        recall += shared / of_theirs.total()
        orders += 1
    if not precision or not recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _sequences(text: str, size: int) -> Counter[str]:
    return Counter(text[start : start + size] for start in range(len(text) - size + 1))
