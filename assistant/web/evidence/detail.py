"""One file or one indicator of a review in full, as HTML, with a button to the page of every quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from assistant.evidence.combine import Combined
from assistant.evidence.records import ElementState, IndicatorMatch, Quote, Review
from assistant.evidence.words import STRENGTHS
from assistant.web.evidence.pages import has_picture
from assistant.web.evidence.room import Place
from assistant.web.evidence.words import NO_SUPPORT, OUTCOMES, badge_text, fact_rows, page_text, range_text, supported
from corpus.records import Rubric

EMPTY = '<p class="none">Pilih berkas atau indikator pada daftar untuk melihat kutipan dan kekurangannya.</p>'
_FACTS = {
    "Jenis": "document_type",
    "Judul": "title",
    "Nomor": "number",
    "Tanggal": "date",
    "Instansi": "agency",
    "Status naskah": "is_draft",
}
_STATES = {
    "met": ("yes", "terlihat"),
    "not_found": ("no", "belum terlihat"),
    "not_for_this_kind": ("other", "perlu bukti jenis lain"),
}
_RANGE = "Batas bawah sudah terlihat dalam bukti; batas atas masih memerlukan bukti lain."
_OPEN = 1

TokenOf = Callable[[Place], str]


class DetailPage:
    """Draws details of one review; `token_of` gives the token by which the picture of a place is fetched."""

    def __init__(self, rubric: Rubric, token_of: TokenOf) -> None:
        self._rubric = rubric
        self._token_of = token_of

    def file(self, review: Review) -> str:
        """A file: what it is, what is wrong with it, and its indicators, best first."""
        parts = [f'<h3 tabindex="-1">{escape(review.file)}</h3>', *self._outcome(review)]
        if review.outcome not in ("read", "partly_read"):
            return "".join([*parts, _findings(review)])
        parts += [self._facts(review), _findings(review)]
        if not review.indicators:
            return "".join([*parts, f'<p class="none">{NO_SUPPORT}</p>'])
        strong = supported(review.indicators)
        if strong:
            parts.append(f'<h4>Indikator yang didukung, terkuat lebih dahulu</h4><p class="about">{_RANGE}</p>')
        parts += [self._match(review, match, place < _OPEN) for place, match in enumerate(strong)]
        weak = [self._match(review, match, False) for match in review.indicators if match.strength == "weak"]
        if weak:
            said = f"{len(weak)} indikator hanya tersinggung (lemah); tidak dihitung sebagai dukungan"
            parts.append(f'<details class="weak-ones"><summary>{said}</summary>{"".join(weak)}</details>')
        return "".join(parts)

    def indicator(self, item: Combined, reviews: Sequence[Review]) -> str:
        """An indicator over all files."""
        name = self._rubric.indicator(item.indicator).short_name
        parts = [
            f'<h3 tabindex="-1">Indikator {item.indicator}. {escape(name)}</h3>',
            f"<p>{len(item.files)} berkas bersama-sama: usulan <strong>{range_text(item.low, item.high)}</strong>. {_RANGE if item.low < item.high else ''}</p>",
            _next_step(item.next_step),
            *(f'<p class="criterion missing">{escape(finding.detail)}</p>' for finding in item.findings),
            "<h4>Berkas yang mendukung, terkuat lebih dahulu</h4>",
        ]
        by_name = {review.file: review for review in reviews}
        for place, file in enumerate(item.files):
            review = by_name[file]
            match = next(each for each in review.indicators if each.indicator == item.indicator)
            parts.append(self._match(review, match, place < _OPEN, title=file))
        return "".join(parts)

    def _outcome(self, review: Review) -> Iterable[str]:
        if review.outcome != "read":
            yield f'<p class="criterion missing"><strong>{OUTCOMES[review.outcome].capitalize()}.</strong> {escape(review.sentence)}</p>'
        elif review.sentence:
            yield f'<p class="about">{escape(review.sentence)}</p>'
        if review.duplicate_of:
            yield (
                f'<p class="criterion missing">Sama atau hampir sama dengan {escape(review.duplicate_of)}, jadi tidak dihitung '
                "dua kali.</p>"
            )

    def _facts(self, review: Review) -> str:
        quotes = dict(review.facts.quotes)
        rows = ""
        for name, value in fact_rows(review):
            quote = quotes.get(_FACTS.get(name, ""))
            see = self._see(review, quote) if quote is not None else ""
            rows += f"<div><dt>{name}</dt><dd>{escape(value)} {see}</dd></div>"
        return f'<dl class="known">{rows}</dl>'

    def _match(self, review: Review, match: IndicatorMatch, is_open: bool, title: str = "") -> str:
        name = title or f"{match.indicator}. {self._rubric.indicator(match.indicator).short_name}"
        instead = ", ".join(map(str, match.alternatives))
        other = f'<p class="about">Dapat pula dipakai untuk indikator {instead}; pilih salah satu.</p>' if instead else ""
        quotes = "".join(self._quote(review, quote) for quote in match.evidence)
        return (
            f'<details class="match"{" open" if is_open else ""}><summary><span class="name">{escape(name)}</span>'
            f'<span class="chip {match.strength}">{STRENGTHS[match.strength]}</span>'
            f'<span class="hint">usulan {range_text(match.low, match.high)}</span></summary>'
            f"{other}{quotes}{_next_step(match.next_step)}{self._elements(review, match.elements)}</details>"
        )

    def _quote(self, review: Review, quote: Quote) -> str:
        mark = "yes" if quote.verified else "no"
        return (
            f'<blockquote class="words"><p>{escape(quote.text)}</p><footer><span class="badge {mark}">{badge_text(quote)}</span> '
            f"{escape(quote.pasal)} {self._see(review, quote) or page_text(quote)}</footer></blockquote>"
        )

    def _see(self, review: Review, quote: Quote) -> str:
        """The button to the picture of the quote's page; empty when there is none."""
        place = Place(file=review.file, sha256=review.sha256, quote=quote)
        if not has_picture(place):
            return ""
        title = f"{review.file}, {page_text(quote)}"
        return (
            f'<button type="button" class="see" data-see="{self._token_of(place)}" data-title="{escape(title)}" '
            f'data-words="{escape(quote.text)}" aria-haspopup="dialog">Lihat {page_text(quote)}</button>'
        )

    def _elements(self, review: Review, states: Sequence[ElementState]) -> str:
        if not states:
            return ""
        n_met = sum(state.state == "met" for state in states)
        levels = ""
        for level in sorted({state.level for state in states}):
            items = "".join(self._element(review, state) for state in states if state.level == level)
            levels += f"<h5>Level {level}</h5><ul>{items}</ul>"
        return f'<details class="elements"><summary>Unsur tiap level: {n_met} dari {len(states)} terlihat</summary>{levels}</details>'

    def _element(self, review: Review, state: ElementState) -> str:
        mark, said = _STATES[state.state]
        see = self._see(review, state.quote) if state.quote is not None else ""
        return f'<li class="{mark}"><strong>{said}</strong>: {escape(state.text)} {see}</li>'


def _findings(review: Review) -> str:
    if not review.findings:
        return ""
    items = "".join(
        f"<li>{escape(finding.detail)}{f' (halaman {finding.page})' if finding.page else ''}</li>" for finding in review.findings
    )
    return f'<h4>Temuan</h4><ul class="found">{items}</ul>'


def _next_step(sentence: str) -> str:
    return f'<p class="criterion missing"><strong>Langkah pertama.</strong> {escape(sentence)}</p>' if sentence else ""
