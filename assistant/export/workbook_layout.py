"""The columns of the evaluator's workbook, shared by the writer and the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from assistant.export.records import IndicatorRow
from corpus.records import Rubric

FORMAT_VERSION = 1
MAIN_SHEET = "Penilaian"
INDEX_SHEET = "Indeks"
QUOTES_SHEET = "Kutipan"
MEMORY_SHEET = "_asisten"
HEADING_ROW = 5
FIRST_ROW = HEADING_ROW + 1
MEMORY_FIRST_ROW = 10
TOLD_QUOTES, TOLD_CHARS = 3, 160

_Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `key` names it in code, `title` on the sheet; `field` is the row's field that people may change, or empty.

    `width` is in characters.
    """

    key: str
    title: str
    width: float
    read: Callable[[IndicatorRow, Rubric], _Value]
    field: str = ""


def column_of(key: str) -> str:
    """The letter of the column in a freshly written workbook."""
    return get_column_letter(1 + next(place for place, column in enumerate(COLUMNS) if column.key == key))


def aspect_label(rubric: Rubric, number: int) -> str:
    """The aspect as the sheets print it ("3. Teknologi Informasi dan Komunikasi")."""
    return next(f"{aspect.number}. {aspect.name}" for aspect in rubric.aspects if aspect.number == number)


def domain_label(rubric: Rubric, number: int) -> str:
    """The domain as the sheets print it ("2. Tata Kelola SPBE")."""
    return next(f"{domain.number}. {domain.name}" for domain in rubric.domains if domain.number == number)


def _domain(row: IndicatorRow, rubric: Rubric) -> str:
    return domain_label(rubric, rubric.aspect_of(rubric.indicator(row.number)).domain)


def _quotes(row: IndicatorRow, rubric: Rubric) -> str:
    """The first quotes, shortened; all of them stand whole on a sheet of their own."""
    told = [f"• «{_short(quote.text)}» ({quote.source})" for quote in row.quotes[:TOLD_QUOTES]]
    more = len(row.quotes) - TOLD_QUOTES
    return "\n".join([*told, *([f"… dan {more} kutipan lain pada lembar «{QUOTES_SHEET}»"] if more > 0 else [])])


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= TOLD_CHARS else f"{words[:TOLD_CHARS].rsplit(' ', 1)[0]} …"


def _defects(row: IndicatorRow, rubric: Rubric) -> str:
    return "\n".join(f"• {defect}" for defect in row.defects)


COLUMNS: tuple[Column, ...] = (
    Column(key="number", title="No", width=5, read=lambda row, rubric: row.number),
    Column(key="name", title="Indikator", width=34, read=lambda row, rubric: rubric.indicator(row.number).name),
    Column(
        key="aspect",
        title="Aspek",
        width=24,
        read=lambda row, rubric: aspect_label(rubric, rubric.indicator(row.number).aspect),
    ),
    Column(key="domain", title="Domain", width=18, read=_domain),
    Column(key="weight", title="Bobot (%)", width=8, read=lambda row, rubric: float(rubric.indicator(row.number).weight_pct)),
    Column(key="unit", title="Unit penanggung jawab", width=18, read=lambda row, rubric: row.unit),
    Column(key="claimed", title="Level klaim", width=8, read=lambda row, rubric: row.claimed),
    Column(key="low", title="Usulan terendah", width=10, read=lambda row, rubric: row.proposed[0] if row.proposed else None),
    Column(key="high", title="Usulan tertinggi", width=10, read=lambda row, rubric: row.proposed[1] if row.proposed else None),
    Column(key="confirmed", title="Level ditetapkan", width=11, read=lambda row, rubric: row.confirmed, field="confirmed"),
    Column(
        key="confirmed_by",
        title="Ditetapkan oleh",
        width=18,
        read=lambda row, rubric: row.confirmed_by,
        field="confirmed_by",
    ),
    Column(key="quotes", title="Kutipan bukti (berkas, halaman)", width=48, read=_quotes),
    Column(key="defects", title="Kekurangan", width=36, read=_defects),
    Column(key="fakta", title="Fakta", width=48, read=lambda row, rubric: row.fakta, field="fakta"),
    Column(key="analisis", title="Analisis", width=48, read=lambda row, rubric: row.analisis, field="analisis"),
    Column(key="justifikasi", title="Justifikasi Hasil", width=48, read=lambda row, rubric: row.justifikasi, field="justifikasi"),
    Column(key="decision", title="Keputusan draf", width=13, read=lambda row, rubric: row.decision, field="decision"),
    Column(key="reason", title="Alasan", width=28, read=lambda row, rubric: row.reason, field="reason"),
)
EDITABLE: tuple[Column, ...] = tuple(column for column in COLUMNS if column.field)
