"""Is this ours to answer? A question nearer to the examples of a boundary than to all that we know is not."""

from __future__ import annotations

import re

from assistant.ask.records import Understood
from corpus.records import Boundary
from indexer.search import Index

_MARGIN = -0.03
_REFUSAL_MARGIN = 0.02
_RULE_MARGIN = 0.15
_ASKS_RULE = re.compile(r"\b(etika\w*|aturan\w*|ketentuan\w*|boleh\w*|bolehkah|wajib|sanksi\w*|hukumnya|larangan\w*|dilarang)\b")


def boundary_of(index: Index, understood: Understood) -> Boundary | None:
    """The boundary that the question falls behind, or None when it is ours to answer."""
    nearness = index.nearest_boundary(understood.query)
    mentions = understood.query.mentions
    names_rule = bool(mentions.indicators or mentions.articles or mentions.documents)
    if names_rule and nearness.boundary.outcome != "refuse":
        return None
    if nearness.boundary.outcome == "refuse" and not index.cues.is_request(understood.query.standard):
        return None
    return nearness.boundary if nearness.margin > _margin(nearness.boundary, understood) else None


def _margin(boundary: Boundary, understood: Understood) -> float:
    """How much nearer the boundary must be: more for a refusal, most when the question asks what the rules are."""
    if boundary.outcome != "refuse":
        return _MARGIN
    return _RULE_MARGIN if _ASKS_RULE.search(understood.query.standard) else _REFUSAL_MARGIN
