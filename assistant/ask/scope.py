"""Is this ours to answer? A question nearer to the examples of a boundary than to all that we know is not."""

from __future__ import annotations

from assistant.ask.records import Understood
from corpus.records import Boundary
from indexer.search import Index

_MARGIN = -0.03
_REFUSAL_MARGIN = 0.02


def boundary_of(index: Index, understood: Understood) -> Boundary | None:
    """The boundary that the question falls behind, or None when it is ours to answer."""
    nearness = index.nearest_boundary(understood.query)
    mentions = understood.query.mentions
    names_rule = bool(mentions.indicators or mentions.articles or mentions.documents)
    if names_rule and nearness.boundary.outcome != "refuse":
        return None
    if nearness.boundary.outcome == "refuse" and not index.cues.is_request(understood.query.standard):
        return None
    margin = _REFUSAL_MARGIN if nearness.boundary.outcome == "refuse" else _MARGIN
    return nearness.boundary if nearness.margin > margin else None
