"""The assessment report in DOCX: cover, index, charts, aspects, recommendation, and an annex of quotes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from assistant.export.charts import gap_png, radar_png
from assistant.export.document import Pages
from assistant.export.files import write_whole
from assistant.export.records import AspectText, IndicatorRow, ReportContent
from assistant.indeks import IndeksReport, TierIndeks, compute_indeks, format_indeks
from assistant.workspace.wording import format_date
from corpus.records import Aspect, Indicator, Rubric

_NONE = "–"
_DRAFT = "Draf yang belum diputuskan."


def write_report(path: Path, content: ReportContent, rubric: Rubric) -> Path:
    """The path of the report (.docx), written whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    return write_whole(path, build_report(content, rubric))


def build_report(content: ReportContent, rubric: Rubric) -> bytes:
    """The report as the bytes of a .docx file. The index is that of the confirmed levels; claims stand beside it."""
    sheet = content.sheet
    confirmed = compute_indeks({row.number: row.confirmed for row in sheet.rows if row.confirmed is not None}, rubric)
    claimed = compute_indeks({row.number: row.claimed for row in sheet.rows if row.claimed is not None}, rubric)
    title = "Laporan Hasil Penilaian SPBE"
    pages = Pages(f"{title} {sheet.agency} {sheet.year}", sheet.exported_at)
    pages.cover(
        title,
        (sheet.agency, f"Tahun {sheet.year}", f"Tahap {sheet.stage}", format_date(sheet.exported_at)),
        f"Edisi rubrik {sheet.edition}. {confirmed.partial_note}".strip(),
    )
    pages.contents()
    _add_index(pages, confirmed, claimed)
    _add_charts(pages, confirmed, claimed)
    _add_aspects(pages, content, confirmed, rubric)
    _add_recommendation(pages, content)
    _add_quotes(pages, content, rubric)
    return pages.to_bytes()


def _add_index(pages: Pages, confirmed: IndeksReport, claimed: IndeksReport) -> None:
    pages.heading("1. Indeks SPBE")
    rows = [
        ("Indeks SPBE", _value(confirmed.value), confirmed.predicate or _NONE),
        ("Indeks menurut klaim instansi", _value(claimed.value), claimed.predicate or _NONE),
    ]
    pages.table(("Ukuran", "Nilai", "Predikat"), rows, (8, 3.5, 4.5), "Indeks dan predikat SPBE")
    for note in (confirmed.predicate_note, confirmed.partial_note):
        if note:
            pages.note(note)
    pages.heading("Indeks domain", 2)
    pages.table(_TIER_HEADINGS, _tier_rows(confirmed.domains, claimed.domains), _TIER_WIDTHS, "Indeks domain")
    pages.heading("Indeks aspek", 2)
    pages.table(_TIER_HEADINGS, _tier_rows(confirmed.aspects, claimed.aspects), _TIER_WIDTHS, "Indeks aspek")


_TIER_HEADINGS = ("No", "Nama", "Bobot (%)", "Klaim", "Ditetapkan", "Dinilai")
_TIER_WIDTHS = (1.0, 6.3, 2.0, 1.7, 2.5, 2.5)


def _tier_rows(confirmed: tuple[TierIndeks, ...], claimed: tuple[TierIndeks, ...]) -> list[tuple[str, ...]]:
    return [
        (
            str(tier.number),
            tier.name,
            f"{tier.weight_pct.normalize():f}".replace(".", ","),
            _value(other.value),
            _value(tier.value),
            f"{tier.n_scored} dari {tier.n_indicators}",
        )
        for tier, other in zip(confirmed, claimed, strict=True)
    ]


def _add_charts(pages: Pages, confirmed: IndeksReport, claimed: IndeksReport) -> None:
    pages.heading("2. Grafik", on_new_page=True)
    for title, tiers, others in (
        ("Indeks per domain", confirmed.domains, claimed.domains),
        ("Indeks per aspek", confirmed.aspects, claimed.aspects),
    ):
        pages.heading(title, 2)
        series = (("Klaim", _numbers(others)), ("Ditetapkan", _numbers(tiers)))
        pages.picture(radar_png([tier.name for tier in tiers], series), 11.5, title)
    pages.heading("Selisih klaim dan level ditetapkan per aspek", 2)
    series = (("Klaim", _numbers(claimed.aspects)), ("Ditetapkan", _numbers(confirmed.aspects)))
    pages.picture(gap_png([tier.name for tier in confirmed.aspects], series), 15.5, "Klaim dan level ditetapkan per aspek")


def _add_aspects(pages: Pages, content: ReportContent, confirmed: IndeksReport, rubric: Rubric) -> None:
    pages.heading("3. Hasil per aspek", on_new_page=True)
    rows = {row.number: row for row in content.sheet.rows}
    texts = {text.aspect: text for text in content.aspects}
    for aspect, tier in zip(rubric.aspects, confirmed.aspects, strict=True):
        pages.heading(f"Aspek {aspect.number}. {aspect.name}", 2)
        pages.paragraph(_aspect_line(tier))
        own = [indicator for indicator in rubric.indicators if indicator.aspect == aspect.number]
        pages.table(_LEVEL_HEADINGS, _level_rows(own, rows, rubric), _LEVEL_WIDTHS, f"Level indikator Aspek {aspect.number}")
        _add_strengths(pages, aspect, texts)
        for indicator in own:
            _add_explanation(pages, indicator, rows.get(indicator.number))


_LEVEL_HEADINGS = ("No", "Indikator", "Klaim", "Ditetapkan", "Nama level")
_LEVEL_WIDTHS = (1.0, 7.3, 1.6, 2.5, 3.6)


def _aspect_line(tier: TierIndeks) -> str:
    if tier.value is None:
        return "Belum ada indikator yang ditetapkan pada aspek ini."
    missing = tier.n_indicators - tier.n_scored
    part = f" dari {tier.n_scored} indikator; {missing} belum ditetapkan dan tidak ikut dihitung" if missing else ""
    return f"Indeks aspek {_value(tier.value)}{part}."


def _level_rows(own: list[Indicator], rows: Mapping[int, IndicatorRow], rubric: Rubric) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for indicator in own:
        row = rows.get(indicator.number, IndicatorRow(number=indicator.number))
        name = _NONE if row.confirmed is None else rubric.level_name(indicator, row.confirmed)
        found.append((str(indicator.number), indicator.short_name, _level(row.claimed), _level(row.confirmed), name))
    return found


def _add_strengths(pages: Pages, aspect: Aspect, texts: Mapping[int, AspectText]) -> None:
    text = texts.get(aspect.number, AspectText(aspect=aspect.number))
    for title, part, lines in (("Kekuatan", "strengths", text.strengths), ("Kelemahan", "weaknesses", text.weaknesses)):
        pages.heading(title, 3)
        if part in text.drafts:
            pages.note(_DRAFT, with_next=True)
        pages.bullets(lines)


def _add_explanation(pages: Pages, indicator: Indicator, row: IndicatorRow | None) -> None:
    if row is None or not (row.fakta or row.analisis or row.justifikasi):
        return
    pages.heading(f"Indikator {indicator.number}. {indicator.short_name}", 3)
    notes = [_DRAFT] if row.is_draft else []
    if row.confirmed is not None:
        notes.insert(0, f"Level {row.confirmed} ditetapkan oleh {row.confirmed_by or '(nama belum dicatat)'}.")
    if notes:
        pages.note(" ".join(notes), with_next=True)
    for label, text in (("Fakta", row.fakta), ("Analisis", row.analisis), ("Justifikasi Hasil", row.justifikasi)):
        if text:
            pages.paragraph(text, label)


def _add_recommendation(pages: Pages, content: ReportContent) -> None:
    """Source: Pedoman Menteri PANRB 3/2024 BAB III F.2, p. 226."""
    pages.heading("4. Rekomendasi", on_new_page=True)
    text = content.recommendation
    for title, name, part in (
        ("Ringkasan", "ringkasan", text.ringkasan),
        ("Keunggulan", "keunggulan", text.keunggulan),
        ("Kelemahan", "kelemahan", text.kelemahan),
        ("Apresiasi atau Saran Perbaikan", "saran", text.saran),
    ):
        pages.heading(title, 2)
        if name in text.drafts:
            pages.note(_DRAFT, with_next=True)
        pages.paragraph(part)


def _add_quotes(pages: Pages, content: ReportContent, rubric: Rubric) -> None:
    pages.heading("Lampiran. Kutipan bukti", on_new_page=True)
    rows = [
        (
            str(row.number),
            rubric.indicator(row.number).short_name,
            quote.file_name,
            ", ".join(filter(None, (quote.pasal, f"hlm. {quote.page}" if quote.page else ""))) or _NONE,
            _one_line(quote.text),
        )
        for row in content.sheet.rows
        for quote in row.quotes
    ]
    if rows:
        headings = ("No", "Indikator", "Berkas", "Letak", "Kutipan")
        pages.table(headings, rows, (1.0, 3.2, 3.4, 2.4, 6.0), "Kutipan bukti menurut indikator")
    else:
        pages.paragraph("Tidak ada kutipan bukti.")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _value(value: Decimal | None) -> str:
    return _NONE if value is None else format_indeks(value)


def _level(level: int | None) -> str:
    return _NONE if level is None else str(level)


def _numbers(tiers: tuple[TierIndeks, ...]) -> list[float | None]:
    return [None if tier.value is None else float(tier.value) for tier in tiers]
