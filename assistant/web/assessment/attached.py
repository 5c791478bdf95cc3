"""The evidence of an indicator as HTML: each attached file with pages, quotes and what they show, and a button to take it off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from assistant.workspace.records import Attachment, ElementMark, MarkState, Quote
from assistant.workspace.wording import format_moment
from corpus.records import Indicator

SeeOf = Callable[[Attachment, Quote], str]
_MAX_QUOTE_CHARS = 600
_SHOWN_QUOTES = 3
_STATES: dict[MarkState, tuple[str, str]] = {
    "met": ("yes", "terlihat"),
    "not_found": ("no", "belum terlihat"),
    "not_for_this_kind": ("other", "perlu bukti jenis lain"),
}


def attached_html(attachments: Sequence[Attachment], see_of: SeeOf) -> str:
    """The files, the first opened; `see_of` gives the token of a page's picture, empty when this browser has not the file."""
    if not attachments:
        return '<section class="criterion"><h4>Bukti</h4><p class="none">Belum ada bukti yang dilampirkan.</p></section>'
    held = "".join(_file(one, place == 0, see_of) for place, one in enumerate(attachments))
    return f'<section class="criterion"><h4>Bukti <span>({len(attachments)} berkas)</span></h4>{held}</section>'


def elements_html(indicator: Indicator, marks: Sequence[ElementMark]) -> str:
    """What the review says of each element, folded away; empty when there was none."""
    if not marks:
        return ""
    texts = {element.id: element.text for level in indicator.levels for element in level.elements}
    levels = ""
    for level in sorted({mark.level for mark in marks}):
        items = "".join(_element(mark, texts[mark.element]) for mark in marks if mark.level == level)
        levels += f"<h5>Level {level}</h5><ul>{items}</ul>"
    n_met = sum(mark.state == "met" for mark in marks)
    said = f"Unsur menurut telaah bukti: {n_met} dari {len(marks)} terlihat"
    return f'<details class="elements"><summary>{said}</summary>{levels}</details>'


def _element(mark: ElementMark, text: str) -> str:
    kind, said = _STATES[mark.state]
    return f'<li class="{kind}"><strong>{said}</strong>: {escape(text)}</li>'


def _file(held: Attachment, is_open: bool, see_of: SeeOf) -> str:
    counted = [f"hlm. {', '.join(map(str, held.pages))}"] if held.pages else []
    counted += [f"{len(held.quotes)} kutipan"] if held.quotes else []
    counted += ["masih rancangan"] if held.is_draft else []
    quotes = [_quote(held, quote, see_of) for quote in sorted(held.quotes, key=lambda quote: quote.page)]
    rest = quotes[_SHOWN_QUOTES:]
    more = f"<details><summary>{len(rest)} kutipan lain</summary>{''.join(rest)}</details>" if rest else ""
    note = f"<p><strong>Catatan.</strong> {escape(held.note)}</p>" if held.note else ""
    return (
        f'<details class="held"{" open" if is_open else ""}><summary>{escape(held.file_name)}'
        f"<span>{escape(' · '.join(counted)) or 'seluruh berkas'}</span></summary>"
        f'<p class="by">{_origin(held)}</p>{note}{_pages(held, see_of)}{"".join(quotes[:_SHOWN_QUOTES])}{more}'
        f'<button type="button" class="detach" data-detach="{held.id}">Lepas bukti ini</button></details>'
    )


def _origin(held: Attachment) -> str:
    told = [held.title] if held.title else []
    told.append(f"sidik {held.sha256[:12]}…" if held.sha256 else "tanpa sidik berkas")
    return escape(" · ".join([*told, f"dilampirkan {held.person}, {format_moment(held.at)}"]))


def _pages(held: Attachment, see_of: SeeOf) -> str:
    """Buttons to the pictures of pages that no quote leads to."""
    told = {quote.page for quote in held.quotes}
    bare = [Quote(page=page, text="", source="text_layer") for page in held.pages if page not in told]
    buttons = " ".join(filter(None, (_see(held, quote, see_of) for quote in bare)))
    return f"<p>{buttons}</p>" if buttons else ""


def _quote(held: Attachment, quote: Quote, see_of: SeeOf) -> str:
    words = " ".join(quote.text.split())
    if len(words) > _MAX_QUOTE_CHARS:
        words = words[:_MAX_QUOTE_CHARS].rsplit(" ", 1)[0] + " …"
    see = _see(held, quote, see_of)
    place = " ".join(filter(None, (escape(quote.pasal), see))) if see else escape(quote.place)
    return f'<blockquote class="words"><p>{escape(words)}</p><footer>{place}</footer></blockquote>'


def _see(held: Attachment, quote: Quote, see_of: SeeOf) -> str:
    token = see_of(held, quote)
    if not token:
        return ""
    return (
        f'<button type="button" class="see" data-see="{token}" data-title="{escape(held.file_name)}, halaman {quote.page}" '
        f'data-words="{escape(quote.text)}" aria-haspopup="dialog">Lihat halaman {quote.page}</button>'
    )
