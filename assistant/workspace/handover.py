"""From a review of evidence to an assessment: what each indicator would get, and the deeds that give it. Never a level."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.evidence.levels import bounds
from assistant.evidence.records import ElementState
from assistant.evidence.standing import is_policy
from assistant.workspace.commands import Command, ProposeRange
from assistant.workspace.evidence_commands import AttachEvidence, CompleteEvidence, completion_of
from assistant.workspace.records import AssessmentState, ElementMark, MarkState, SubjectState, indicator_subject
from assistant.workspace.reviewed import COUNTED, ReviewedFile, ReviewedMatch, merged_quotes
from corpus.records import Indicator, Rubric

NOT_CONFIRMED = "Tidak ada level yang ditetapkan; itu tetap keputusan orang."
_RANK: Mapping[MarkState, int] = {"met": 0, "not_found": 1, "not_for_this_kind": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the review has for one indicator: the range over all its files and those attached before, and its evidence.

    `before` is the range that the assessment holds now; `version` its version then; `completions` is what the review adds to files
    that are attached already; `n_new` counts those that are not; `alternatives` are indicators of which only one should be chosen.
    """

    indicator: int
    low: int
    high: int
    before: tuple[int, int] | None
    version: int
    elements: tuple[ElementMark, ...]
    evidence: tuple[AttachEvidence, ...]
    completions: tuple[CompleteEvidence, ...]
    n_new: int
    alternatives: tuple[int, ...] = ()

    @property
    def n_quotes(self) -> int:
        """How many verified quotes come with it."""
        return sum(len(one.quotes) for one in self.evidence)


def plan_handover(files: Sequence[ReviewedFile], state: AssessmentState | None, rubric: Rubric) -> tuple[Handover, ...]:
    """One for each indicator that a file supports strongly or partly, in order; copies of other files are left out.

    Elements that evidence handed over earlier has shown stay met, so that a second batch adds to the first. Without a `state`
    it tells what the files show by themselves.
    """
    found: dict[int, list[tuple[ReviewedFile, ReviewedMatch]]] = {}
    for file in files:
        for match in () if file.is_duplicate else file.matches:
            if match.strength in COUNTED:
                found.setdefault(match.indicator, []).append((file, match))
    subjects = state.subjects if state is not None else {}
    return tuple(
        _handover(rubric.indicator(number), support, subjects.get(subject, SubjectState(subject=subject)), rubric)
        for number, support in sorted(found.items())
        for subject in (indicator_subject(number),)
    )


def handover_commands(handovers: Sequence[Handover], chosen: Collection[int]) -> tuple[list[Command], dict[str, int]]:
    """The deeds for the chosen indicators, and the versions that the person saw; done twice they change nothing more."""
    commands: list[Command] = []
    taken = [one for one in handovers if one.indicator in chosen]
    for one in taken:
        commands += [*one.completions, *one.evidence]
        commands.append(ProposeRange(indicator=one.indicator, low=one.low, high=one.high, elements=one.elements))
    return commands, {indicator_subject(one.indicator): one.version for one in taken}


def handover_line(one: Handover, rubric: Rubric) -> str:
    """One line for people: the range, what it would replace, and how much evidence comes with it."""
    name = rubric.indicator(one.indicator).short_name
    span = f"level {one.low}" if one.low == one.high else f"level {one.low} sampai {one.high}"
    n_met = sum(mark.state == "met" for mark in one.elements)
    parts = [f"{one.indicator}. {name}: usulan {span}"]
    if one.before is not None and one.before != (one.low, one.high):
        parts.append(f"sekarang {'-'.join(map(str, dict.fromkeys(one.before)))}")
    parts.append(f"{len(one.evidence)} berkas" if one.n_new else f"{len(one.evidence)} berkas, semua sudah terlampir")
    parts.append(f"{one.n_quotes} kutipan")
    parts += [f"{n_met} dari {len(one.elements)} unsur terlihat"] if one.elements else []
    doubtful = sum(bool(held.note) for held in one.evidence)
    parts += [f"{doubtful} berkas tampaknya bukan milik instansi ini"] if doubtful else []
    parts += [f"atau untuk {', '.join(map(str, one.alternatives))}, pilih salah satu"] if one.alternatives else []
    return "; ".join(parts)


def _handover(
    indicator: Indicator, support: Sequence[tuple[ReviewedFile, ReviewedMatch]], state: SubjectState, rubric: Rubric
) -> Handover:
    evidence = tuple(_evidence(file, match, state) for file, match in support)
    marks = _joined(indicator, [*(_carried(indicator, file, match) for file, match in support), state.elements])
    low, high = _range(indicator, support, marks, state)
    return Handover(
        indicator=indicator.number,
        low=low,
        high=high,
        before=state.proposed,
        version=state.version,
        elements=marks,
        evidence=evidence,
        completions=tuple(
            added for one in evidence for held in state.attachments if (added := completion_of(one, held)) is not None
        ),
        n_new=sum(_is_new(one, state, rubric) for one in evidence),
        alternatives=tuple(sorted({other for _, match in support for other in match.alternatives})),
    )


def _evidence(file: ReviewedFile, match: ReviewedMatch, state: SubjectState) -> AttachEvidence:
    """The file with what it shows; a note that a person wrote about it stays the note."""
    is_noted = bool(file.sha256) and any(held.sha256 == file.sha256 and held.note for held in state.attachments)
    quotes = merged_quotes(match.quotes)
    return AttachEvidence(
        indicator=match.indicator,
        file_name=file.name,
        sha256=file.sha256,
        pages=tuple(sorted({quote.page for quote in quotes})),
        quotes=quotes,
        title=file.title,
        is_draft=file.is_draft,
        note="" if is_noted else file.note,
    )


def _is_new(evidence: AttachEvidence, state: SubjectState, rubric: Rubric) -> bool:
    change = replace(evidence, note="").change(state, "", rubric)
    return change.before != change.after


def _carried(indicator: Indicator, file: ReviewedFile, match: ReviewedMatch) -> Sequence[ElementMark]:
    """What the file shows; the rancangan of a policy shows nothing past the lowest level, as its text is not in force."""
    if not (file.is_draft and is_policy(indicator)):
        return match.marks
    lowest = indicator.levels[0].number
    return [replace(mark, state="not_found") if mark.level > lowest and mark.state == "met" else mark for mark in match.marks]


def _joined(indicator: Indicator, marks: Sequence[Sequence[ElementMark]]) -> tuple[ElementMark, ...]:
    """The best that any of the reviews says of each element, in the rubric's order."""
    best: dict[tuple[int, str], ElementMark] = {}
    for mark in (mark for own in marks for mark in own):
        known = best.get((mark.level, mark.element))
        if known is None or _RANK[mark.state] < _RANK[known.state]:
            best[mark.level, mark.element] = mark
    keys = [(level.number, element.id) for level in indicator.levels for element in level.elements]
    return tuple(best[key] for key in keys if key in best)


def _range(
    indicator: Indicator,
    support: Sequence[tuple[ReviewedFile, ReviewedMatch]],
    marks: Sequence[ElementMark],
    state: SubjectState,
) -> tuple[int, int]:
    """As the review itself tells it: by the joined elements; drafts alone carry no policy past the lowest level."""
    lowest = indicator.levels[0].number
    shown = [held.is_draft for held in state.attachments if any(quote.elements for quote in held.quotes)]
    if is_policy(indicator) and all([*(file.is_draft for file, _ in support), *shown]):
        return lowest, lowest
    if not marks:
        lows = [match.low or lowest for _, match in support]
        return max(lows), max([*lows, *(match.high or lowest for _, match in support)])
    texts = {element.id: element.text for level in indicator.levels for element in level.elements}
    states = [ElementState(level=mark.level, element=mark.element, text=texts[mark.element], state=mark.state) for mark in marks]
    return bounds(indicator, states)
