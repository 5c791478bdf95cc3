"""Three-way merge of a filled-in workbook: what was exported, what people changed in it, what the workspace says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.export.cells import clean
from assistant.export.records import IndicatorRow
from assistant.export.workbook_layout import EDITABLE

# Fields that belong together: a conflict in one holds back the others.
_GROUPS = (("confirmed", "confirmed_by"), ("fakta",), ("analisis",), ("justifikasi",), ("decision", "reason"))

Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that people changed in the workbook; `field` is that of `IndicatorRow`, `cell` where it stands ("J12")."""

    indicator: int
    field: str
    cell: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConflict:
    """A field changed in the workbook and differently in the workspace since the export. Nothing is taken over for it."""

    indicator: int
    field: str
    cell: str
    exported: Value
    in_workbook: Value
    in_workspace: Value

    @property
    def message(self) -> str:
        """The conflict in a sentence."""
        title = next(column.title for column in EDITABLE if column.field == self.field)
        return (
            f"Sel {self.cell}, indikator {self.indicator}, {title}: saat ekspor {_shown(self.exported)}, "
            f"di buku kerja {_shown(self.in_workbook)}, di aplikasi sekarang {_shown(self.in_workspace)}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookReading:
    """A workbook that people filled in: which assessment it belongs to and what they changed. It has no faulty values."""

    file_name: str
    edition: str
    assessment: str
    agency: str
    versions: Mapping[int, int]
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Changes that can be taken over, and conflicts that a person must settle first."""

    changes: tuple[FieldChange, ...]
    conflicts: tuple[FieldConflict, ...]


def merge_workbook(reading: WorkbookReading, current: Mapping[int, IndicatorRow]) -> Merge:
    """The changes split into those that still apply to the `current` rows and those that contradict them."""
    conflicts = []
    for change in reading.changes:
        now = _stored(current[change.indicator], change.field)
        if now not in (change.before, change.after):
            conflicts.append(
                FieldConflict(
                    indicator=change.indicator,
                    field=change.field,
                    cell=change.cell,
                    exported=change.before,
                    in_workbook=change.after,
                    in_workspace=now,
                )
            )
    held = {(conflict.indicator, _group(conflict.field)) for conflict in conflicts}
    free = tuple(
        change
        for change in reading.changes
        if (change.indicator, _group(change.field)) not in held
        and _stored(current[change.indicator], change.field) != change.after
    )
    return Merge(changes=free, conflicts=tuple(conflicts))


def plain_value(value: object, field: str) -> Value:
    """The value as we keep it: levels as whole numbers where they write one, everything else as stripped text."""
    if field == "confirmed":
        text = str(value).strip() if value is not None else ""
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text or None
    return clean(str(value)).strip() if value is not None else ""


def _stored(row: IndicatorRow, field: str) -> Value:
    return plain_value(getattr(row, field), field)


def _group(field: str) -> tuple[str, ...]:
    return next(group for group in _GROUPS if field in group)


def _shown(value: Value) -> str:
    text = " ".join(str(value if value is not None else "").split())
    return f"«{text[:80]}…»" if len(text) > 80 else f"«{text}»" if text else "kosong"
