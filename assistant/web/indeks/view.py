"""The index in HTML: value and predicate with its rounding note, the tiers in a table, and the charts."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from assistant.indeks import IndeksReport, TierIndeks, format_indeks
from assistant.web.assessment.indicator_table import NONE
from assistant.web.indeks.gap_bars import gap_bars_svg, gap_text
from assistant.web.indeks.radar import Series, legend_html, number_text, radar_svg
from assistant.workspace.agreement import Agreement
from corpus.records import Rubric

CLAIM, HELD = "Klaim", "Ditetapkan"


def head_html(confirmed: IndeksReport, claimed: IndeksReport, title: str, agreement: Agreement) -> str:
    """Value, predicate and all remarks on them."""
    if confirmed.value is None:
        number = '<span class="value">–</span><span class="of">belum ada level yang ditetapkan</span>'
    else:
        number = (
            f'<span class="value">{format_indeks(confirmed.value)}</span>'
            f'<span class="predicate">{escape(confirmed.predicate)}</span><span class="of">skala sampai 5</span>'
        )
    remarks = "".join(
        f'<p class="remark warn">{escape(note)}</p>' for note in (confirmed.predicate_note, confirmed.partial_note) if note
    )
    return (
        f'<h3>{escape(title)}</h3><div class="indeks-head" role="group" aria-label="Indeks SPBE">{number}</div>{remarks}'
        f'<p class="remark">{escape(_claim_sentence(claimed))} {escape(_agreement_sentence(agreement))}</p>'
    )


def tiers_html(confirmed: IndeksReport, claimed: IndeksReport, rubric: Rubric) -> str:
    """Domains with their aspects: weight, claimed and confirmed value, difference, and how much is scored."""
    aspects = dict(
        zip((tier.number for tier in confirmed.aspects), zip(confirmed.aspects, claimed.aspects, strict=True), strict=True)
    )
    rows = []
    for held, ours in zip(confirmed.domains, claimed.domains, strict=True):
        rows.append(_row("domain", f"Domain {held.number}. {held.name}", held, ours))
        own = [aspect.number for aspect in rubric.aspects if aspect.domain == held.number]
        rows += [_row("aspect-row", f"Aspek {number}. {aspects[number][0].name}", *aspects[number]) for number in own]
    heads = "".join(
        f'<th scope="col"{attribute}>{name}</th>'
        for name, attribute in (
            ("Domain dan aspek", ""),
            ("Bobot (%)", ' class="weight"'),
            (CLAIM, ""),
            (HELD, ""),
            ("Selisih", ' class="gap"'),
            ("Dinilai", ""),
        )
    )
    return (
        '<table class="tiers"><caption class="sr-only">Nilai domain dan aspek</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def charts_html(confirmed: IndeksReport, claimed: IndeksReport) -> str:
    """Radar by domain, radar by aspect, and gap bars by aspect."""
    domains, aspects = [tier.name for tier in confirmed.domains], [tier.name for tier in confirmed.aspects]
    by_domain = (_series(CLAIM, "claim", claimed.domains), _series(HELD, "held", confirmed.domains))
    by_aspect = (_series(CLAIM, "claim", claimed.aspects), _series(HELD, "held", confirmed.aspects))
    figures = (
        ("Nilai per domain", radar_svg("radar-domain", "Radar nilai per domain", domains, by_domain)),
        ("Nilai per aspek", radar_svg("radar-aspek", "Radar nilai per aspek", aspects, by_aspect)),
        ("Selisih klaim dan ketetapan per aspek", gap_bars_svg("selisih-aspek", "Batang selisih per aspek", aspects, *by_aspect)),
    )
    return '<div class="charts">' + "".join(_figure(title, svg, legend_html(by_aspect)) for title, svg in figures) + "</div>"


def value_text(value: Decimal | None) -> str:
    """A value, or a dash."""
    return NONE if value is None else format_indeks(value)


def _figure(title: str, svg: str, legend: str) -> str:
    return f"<figure><figcaption>{title}</figcaption>{legend}{svg}</figure>"


def _series(name: str, key: str, tiers: tuple[TierIndeks, ...]) -> Series:
    return Series(name=name, key=key, values=tuple(None if tier.value is None else float(tier.value) for tier in tiers))


def _row(kind: str, name: str, held: TierIndeks, ours: TierIndeks) -> str:
    weight = f"{held.weight_pct.normalize():f}".replace(".", ",")
    gap = gap_text(*(None if tier.value is None else float(tier.value) for tier in (ours, held)))
    return (
        f'<tr class="{kind}"><th scope="row">{escape(name)}</th><td class="weight">{weight}</td><td>{value_text(ours.value)}</td>'
        f'<td>{value_text(held.value)}</td><td class="gap">{gap}</td>'
        f"<td>{held.n_scored}/{held.n_indicators}</td></tr>"
    )


def _claim_sentence(claimed: IndeksReport) -> str:
    if claimed.value is None:
        return "Instansi belum mengisi level klaim."
    part = f" dari {sum(tier.n_scored for tier in claimed.domains)} indikator yang diklaim" if claimed.is_partial else ""
    return f"Menurut klaim instansi: {format_indeks(claimed.value)} ({claimed.predicate}){part}; ini bukan hasil penilaian."


def _agreement_sentence(agreement: Agreement) -> str:
    if agreement.exact_share is None or agreement.within_share is None:
        return ""
    kappa = "" if agreement.kappa is None else f"; kappa Cohen {number_text(agreement.kappa).replace('-', '−')}"
    return (
        f"Kesesuaian usulan dengan ketetapan pada {agreement.n} indikator: {_percent(agreement.exact_share)} sama, "
        f"{_percent(agreement.within_share)} dalam rentang{kappa}."
    )


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
