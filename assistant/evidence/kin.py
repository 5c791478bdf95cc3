"""How the indicators of a rubric belong together: the rule on a thing and the doing of it, and the services of the sectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.evidence.standing import is_policy, is_service
from assistant.evidence.subjects import Flags, Scores, Subjects

_AS_POLICY = 0.9
_SECTOR_SERVICES = "Layanan Publik Sektor"


class Kin:
    """Places of indicators in the rubric's order. `sectors` are near alike: an agency chooses which is which."""

    def __init__(self, subjects: Subjects) -> None:
        indicators = subjects.indicators
        self._subjects = subjects
        self.policies: Flags = np.array([is_policy(indicator) for indicator in indicators])
        self.services: Flags = np.array([is_service(indicator) for indicator in indicators])
        self.sectors = [place for place, indicator in enumerate(indicators) if indicator.short_name.startswith(_SECTOR_SERVICES)]
        names = [set(subjects.tokens(indicator.short_name)) for indicator in indicators]
        self._practices = {
            int(policy): [place for place, name in enumerate(names) if not self.policies[place] and names[policy] <= name]
            for policy in np.flatnonzero(self.policies)
        }

    def of(self, place: int) -> list[int]:
        """The place itself, the rule on it, what is done under it, and the other sectors."""
        rules = [policy for policy, practices in self._practices.items() if place in practices]
        return [place, *rules, *self._practices.get(place, ()), *(self.sectors if place in self.sectors else ())]

    def nearest_sector(self, near: Scores) -> int:
        """The place of the sector service to which the rows together come nearest, -1 in an edition without them."""
        return self.sectors[int(near[:, self.sectors].sum(axis=0).argmax())] if self.sectors else -1

    def lifted(self, title: Scores) -> Scores:
        """Nearness of a rule's title: named after a thing ("Rencana Induk") it is also the policy on it."""
        lifted = title.copy()
        for policy, practices in self._practices.items():
            lifted[policy] = max([title[policy], *(_AS_POLICY * title[place] for place in practices)])
        return lifted

    def borne(self, tokens: Sequence[Sequence[str]]) -> Flags:
        """Of which indicators the tokens of a document bear words of their own: a name, or two other phrases.

        Of a policy only a name counts: what a plan or an architecture has to contain are the subjects of other rules.
        """
        named, phrased = self._subjects.borne(tokens)
        borne: Flags = named | (phrased & ~self.policies)
        for policy, practices in self._practices.items():
            borne[policy] |= named[practices].any()
        borne[self.sectors] = borne[self.sectors].any()
        return borne
