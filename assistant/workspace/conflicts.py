"""Two people editing one subject: the conflict is named and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.workspace.records import Event, SubjectState, WorkspaceError, subject_label
from assistant.workspace.wording import describe


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A subject that someone else changed after it was read; `events` are those changes, oldest first."""

    subject: str
    expected_version: int
    current_version: int
    events: tuple[Event, ...]


class ConflictError(WorkspaceError):
    """Somebody else changed the same subject in the meantime: nothing was saved, `conflicts` says what they did."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        changes = "\n".join(f"- {describe(event)}" for conflict in conflicts for event in conflict.events)
        named = ", ".join(subject_label(conflict.subject) for conflict in conflicts)
        super().__init__(
            f"{named} sudah diubah orang lain setelah Anda membukanya:\n{changes}\n"
            "Perubahan Anda belum disimpan dan tidak ada yang ditimpa. Muat ulang, bandingkan, lalu simpan kembali."
        )


def refuse_conflicts(events: Sequence[Event], states: Mapping[str, SubjectState], versions: Mapping[str, int]) -> None:
    """Raises: ConflictError when a subject is not at its version in `versions`; subjects missing there are not checked."""
    conflicts = []
    for subject, expected in versions.items():
        current = states[subject].version if subject in states else 0
        if current != expected:
            since = tuple(event for event in events if event.subject == subject and event.version > expected)
            conflicts.append(Conflict(subject=subject, expected_version=expected, current_version=current, events=since))
    if conflicts:
        raise ConflictError(conflicts)
