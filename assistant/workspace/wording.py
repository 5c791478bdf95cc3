"""Events in words, for the history that people read and for the message of a conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from assistant.workspace.records import AGENCY_KINDS, TEXT_KINDS, AgencyEvent, Event, subject_label

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_OUTCOMES = {"accepted": "diterima", "edited": "diterima dengan suntingan", "rejected": "ditolak"}
_QUOTED_CHARS = 60


def describe(event: Event, zone: tzinfo | None = None) -> str:
    """One sentence: who changed what and when ("Ani Lestari, 3 Maret 2026 10.12: Indikator 21, level ditetapkan 2 → 3.").

    The time is in `zone`; None = the machine's.
    """
    deed = _DEEDS[event.kind](event.before, event.after)
    return f"{event.person}, {format_moment(event.at, zone)}: {subject_label(event.subject)}, {deed}."


def describe_agency(event: AgencyEvent, zone: tzinfo | None = None) -> str:
    """One sentence: who named the agency anew or corrected its kind, and when."""
    field = "kind" if event.kind == "correct_kind" else "name"
    values = [AGENCY_KINDS[told[field]] if field == "kind" else told[field] for told in (event.before, event.after)]
    said = "jenis" if field == "kind" else "nama"
    return f"{event.person}, {format_moment(event.at, zone)}: {said} {' → '.join(map(_quoted, values))}."


def format_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """Date and time as Indonesian documents write them ("3 Maret 2026 10.12"), in `zone`; None = the machine's."""
    local = moment.astimezone(zone)
    return f"{format_date(local)} {local:%H.%M}"


def format_date(moment: datetime) -> str:
    """The date of a moment ("3 Maret 2026"), in the moment's own time zone."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _level(value: object) -> str:
    return "kosong" if value is None else str(value)


def _range(value: Any) -> str:
    return "kosong" if value is None else f"{value[0]}" if value[0] == value[1] else f"{value[0]}-{value[1]}"


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f"«{shown[:_QUOTED_CHARS].rstrip()}…»" if len(shown) > _QUOTED_CHARS else f"«{shown}»" if shown else "kosong"


def _confirm(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    by = f" oleh {after['confirmed_by']}" if after["confirmed_by"] else ""
    return f"level ditetapkan {_level(before['confirmed'])} → {_level(after['confirmed'])}{by}"


def _propose(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    said = f"usulan level {_range(before['proposed'])} → {_range(after['proposed'])}"
    if not after.get("elements"):
        return said
    n_met = sum(mark["state"] == "met" for mark in after["elements"])
    return f"{said} dengan {n_met} dari {len(after['elements'])} unsur terlihat pada bukti"


def _attach(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    pages = f" (hlm. {', '.join(map(str, after['pages']))})" if after.get("pages") else ""
    note = f" dengan catatan {_quoted(after['note'])}" if after.get("note") else ""
    return f"bukti {_quoted(after['file_name'])}{pages} dilampirkan{note}"


def _complete(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    parts = [f"pasal pada {len(after['articles'])} kutipan"] if after["articles"] else []
    parts += [named for key, named in (("title", "judul"), ("note", "catatan")) if before[key] != after[key]]
    return f"bukti {_quoted(after['file_name'])} dilengkapi: {', '.join(parts)}"


def _decide(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    reason = f" dengan alasan {_quoted(after['reason'])}" if after["reason"] else ""
    return f"draf {TEXT_KINDS[after['kind']]} {_OUTCOMES[after['outcome']]}{reason}"


_DEEDS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], str]] = {
    "claim": lambda before, after: f"level klaim {_level(before['claimed'])} → {_level(after['claimed'])}",
    "propose_range": _propose,
    "confirm": _confirm,
    "assign_unit": lambda before, after: f"unit penanggung jawab {_quoted(before['unit'])} → {_quoted(after['unit'])}",
    "name_application": lambda before, after: f"nama aplikasi {_quoted(before['application'])} → {_quoted(after['application'])}",
    "attach": _attach,
    "complete_evidence": _complete,
    "detach": lambda before, after: f"bukti {_quoted(before['file_name'])} dilepas",
    "write_text": lambda before, after: f"teks {TEXT_KINDS[after['kind']]} ditulis: {_quoted(after['text'])}",
    "propose_draft": lambda before, after: f"draf {TEXT_KINDS[after['kind']]} diusulkan: {_quoted(after['text'])}",
    "decide_draft": _decide,
}
