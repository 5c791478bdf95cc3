"""Is this ours to answer? Not when it is about another scheme, or nearer to the examples of a boundary than to all that we know."""

from __future__ import annotations

import re

from assistant.ask.records import Understood
from corpus.records import Boundary, OtherScheme
from indexer.search import Index

_MARGINS = {False: -0.03, True: 0.03}  # how much nearer a boundary must be, by whether the question asks what the rules are
_REFUSAL_MARGINS = {False: 0.02, True: 0.3}
_LACKING_MARGIN = -0.15
_UNNAMED_MARGINS = {False: -0.25, True: -0.4}  # the best passages do not name what is asked for; by whether that is asked
_IMPROPER_MARGIN = -0.3  # an improper act is named
_THIN_MARGIN, _THIN_SUPPORT = -0.09, 0.42  # near a boundary, and the best passages hold few of the question's words
_SETS_RULES_ASIDE = re.compile(
    r"\b(?:abaikan|lupakan|kesampingkan|lewati|hapus|langgar|ignore)\b.{0,25}\b(?:aturan|ketentuan|instruksi|perintah|rules?)\b"
)
_ASKS_RULE = re.compile(
    r"\b(etik\w*|lapor\w* ke|melaporkan|aturan\w*|ketentuan\w*|boleh\w*|bolehkah|wajib|sanksi\w*|hukumnya|larangan\w*|dilarang)\b"
)
_OURS = re.compile(
    r"\b(spbe|indikator\w*|level\w*|asesor\w*|rubrik|domain|aspek|(?:data|bukti) dukung\w*|eviden\w*|layanan sektor|penilaian mandiri|"
    r"interviu|visitasi)\b"
)


def boundary_of(index: Index, understood: Understood) -> Boundary | None:
    """The boundary that the question falls behind, or None when it is ours to answer."""
    scheme = index.schemes.named(understood.query)
    if scheme is not None:
        return Boundary(id="skema-lain", outcome="out_of_scope", reply=_of_scheme(scheme), asked_as=())
    text = understood.query.standard
    nearness = index.nearest_boundary(understood.query)
    asks_rule = bool(_ASKS_RULE.search(text)) and not _SETS_RULES_ASIDE.search(text)
    improper = index.boundaries.improper(text)
    if improper is not None and not asks_rule and nearness.margin > _IMPROPER_MARGIN:
        return improper
    mentions = understood.query.mentions
    names_rule = bool(mentions.indicators or mentions.articles or mentions.documents)
    is_refusal = nearness.boundary.outcome == "refuse"
    if names_rule and not is_refusal:
        return None
    lacking = index.boundaries.lacking(text)
    if lacking is not None and not asks_rule and _is_lacking(index, understood, lacking, nearness.margin):
        return lacking
    margins = _REFUSAL_MARGINS if is_refusal else _MARGINS
    if nearness.margin > margins[asks_rule]:
        return nearness.boundary
    is_near = not is_refusal and not asks_rule and nearness.margin > _THIN_MARGIN
    return nearness.boundary if is_near and index.support(understood.query) < _THIN_SUPPORT else None


def _is_lacking(index: Index, understood: Understood, lacking: Boundary, margin: float) -> bool:
    """True when the question is near enough to the boundary, or our best passages do not even name what it asks for."""
    if lacking.outcome == "out_of_scope" and margin < 0 and _OURS.search(understood.query.standard):
        return False
    if margin > _LACKING_MARGIN:
        return True
    text = understood.query.standard
    named = index.boundaries.named(lacking, text)
    asks_it = "berapa" not in named and bool(
        re.search(rf"\bberapa\b|\b{re.escape(named)}\w*\s+(?:\w+\s+){{0,2}}(?:apa|mana|siapa)\b", text)
    )
    if margin < _UNNAMED_MARGINS[asks_it] or not (asks_it or lacking.outcome == "out_of_scope"):
        return False
    return not index.speaks_of(understood.query, lacking)


def _of_scheme(scheme: OtherScheme) -> str:
    return (
        f"Ini tentang {scheme.name}, bukan evaluasi SPBE; rujukannya {scheme.keeper}. Saya hanya memuat peraturan, rubrik, dan bukti "
        "dukung SPBE. Bila yang dimaksud aplikasi atau bukti dukungnya, sebutkan indikator SPBE-nya."
    )
