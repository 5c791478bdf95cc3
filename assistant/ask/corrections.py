"""What has to be set right before answering: addresses that do not exist, revoked rules, numbers that the source contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.ask.records import Kind, Statement, Understood, Want
from corpus.locators import Locator, document_label, label
from corpus.records import Passage, Regulation
from indexer.search import DEFAULT_DOCUMENT, Hit, Index
from indexer.tokens import fold

_MEASURE = re.compile(r"\b(\d+)\s*(?:\([a-z ]+\)\s*)?(tahun|bulan|hari|kali|persen|%|domain|aspek|indikator|tahap|level)\b")
_MONTHS = {"hari": 1 / 30, "bulan": 1.0, "tahun": 12.0}
_FORBIDS = re.compile(r"\b(dilarang|melarang|larangan|tidak boleh|diharamkan|terlarang)\b")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_DEADLINE_YEAR = re.compile(r"\b(?:paling lambat|selambatnya|sampai dengan|hingga)\b[^.;]{0,40}\b20\d\d\b")
_VALIDITY = re.compile(r"(?:kurang dari|<|terakhir|paling lama|dalam)?\s*(?P<years>\d)\s*(?:\([a-z]+\)\s*)?tahun(?: terakhir)?")
_ASKS_VALID = re.compile(
    r"\b(masih|laku|berlaku(?! (?:untuk|utk|bagi|di|kepada))|sah|valid|kedaluwarsa|kadaluarsa|kadaluwarsa|diterima|dipakai|kepake|basi|expired)\b"
)
_ASKS_FIGURE = re.compile(r"\b(berapa|brp|peringkat\w*|ranking|rank|skor\w*|nilai\w*|angka\w*|jumlah\w*)\b")
_PEOPLE = "orang|pegawai|personel|staf|petugas"
_ASKS_MEASURE = re.compile(rf"\bberapa\s+(?P<unit>{_PEOPLE}|kali|hari|bulan|tahun|jam|menit|halaman|persen)\b")
_CONSEQUENCE = re.compile(r"\b(sanksi|denda|hukuman|pidana|insentif|hadiah|pemotongan)\w*\b")
_MEASURES_LIKE = {
    "tahun": "tahun|bulan|hari|jam",
    "bulan": "tahun|bulan|hari",
    "hari": "tahun|bulan|hari|jam",
    "jam": "hari|jam|menit",
}
_FIRST_YEAR = 2018
_STATING = 5
_ASSERTS_OFFICE = re.compile(r"\b(adalah|kan|karena|bukankah|betul\w*|benar\w*|setahu|katanya|ialah)\b")
_STATES_RULE = re.compile(
    r"\b(menurut|sesuai|berdasarkan|kan|mewajibkan|diwajibkan|mensyaratkan|mengharuskan|katanya|bunyi\w*|kutip\w*|masa berlaku\w*)\b"
)


def corrections(index: Index, understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """Statements that correct false premises of the question, in the order in which they matter."""
    found = [*_missing_addresses(index, understood), *_revoked(index, understood)]
    if hits and not found:
        found += _other_office(index, understood, hits[0].passage)
        found += _contradicted(understood, hits[0]) or _expired(understood, hits) or _other_year(understood, hits)
        found = found or _unstated(understood, hits)
    return found


def _missing_addresses(index: Index, understood: Understood) -> list[Statement]:
    rubric = index.knowledge.rubric(understood.edition)
    mentions = understood.query.mentions
    statements = []
    last = len(rubric.indicators)
    for number in mentions.indicators:
        if not 1 <= number <= last:
            text = f"Indikator {number} tidak ada: rubrik edisi {rubric.edition} memuat indikator 1 sampai {last}."
            statements.append(_of_document(index, text, Locator(rubric.document, f"indikator-{last}"), "direct", corrects=True))
    for level in mentions.levels:
        if not rubric.lowest_level <= level <= 5:
            text = f"Level {level} tidak ada: rubrik edisi {rubric.edition} hanya mengenal level {rubric.lowest_level} sampai 5."
            statements.append(_of_rules(index, text, "direct", corrects=True))
    for document in mentions.documents or (DEFAULT_DOCUMENT,):
        for article in mentions.articles:
            statements += _missing_article(index, document, article)
    return statements


def _missing_article(index: Index, document: str, article: str) -> list[Statement]:
    locator = Locator(document, article)
    if index.exists(locator):
        return []
    top = Locator(document, locator.parts[0])
    regulation = index.knowledge.regulation(document)
    if index.exists(top):
        text = f"{label(locator)} tidak ditemukan dalam pengetahuan saya; yang ada adalah {label(top)}."
        return [_of_document(index, text, top)]
    if regulation is None or not regulation.provisions:
        return []
    number = locator.number("pasal") or 0
    text = f"{label(top)} tidak ada: {document_label(document)} berakhir di Pasal {regulation.provisions}."
    if number <= regulation.provisions:
        text = f"{label(top)} belum ada dalam pengetahuan saya. Tambahkan naskah resminya lewat «spbe index BERKAS.pdf»."
    return [_of_document(index, text, Locator(document), "direct", corrects=True)]


def _revoked(index: Index, understood: Understood) -> list[Statement]:
    statements = []
    for document in understood.query.mentions.documents:
        regulation = index.knowledge.regulation(document)
        if regulation is not None and regulation.status == "dicabut":
            text = f"{regulation.short_title} sudah dicabut. {regulation.status_note}"
            statements.append(_of_document(index, text, Locator(document), corrects=True))
        elif regulation is not None and _asks_force(understood) and regulation.status_note:
            statements.append(_force(index, regulation))
    return statements


def _asks_force(understood: Understood) -> bool:
    return bool(re.search(r"\b(masih berlaku|berlaku|dicabut|diganti\w*|status\w*|acuan|terbaru)\b", understood.query.standard))


def _force(index: Index, regulation: Regulation) -> Statement:
    return _of_document(index, f"{regulation.short_title}: {regulation.status_note}", Locator(regulation.id))


def _contradicted(understood: Understood, hit: Hit) -> list[Statement]:
    """A number or a prohibition that the question takes for granted and that the best source does not bear out."""
    question, source = fold(understood.query.text), fold(hit.passage.text)
    if not _STATES_RULE.search(question):
        return []
    if _FORBIDS.search(question) and not _FORBIDS.search(source):
        place = label(hit.passage.locator)
        text = f"Tidak benar ada larangan seperti itu di {place}; isinya justru sebagai berikut."
        return [_cited(text, hit.passage, corrects=True)]
    year = _other_deadline(question, hit)
    if year:
        return year
    for number, unit in _MEASURE.findall(question):
        for passage in (hit.passage, *hit.others):
            stated = _measures(fold(passage.text), unit)
            if not stated:
                continue
            if _size(number, unit) in {_size(*other) for other in stated}:
                break
            said = _sentence_with(passage.text, *stated[0])
            return [_cited(f"Bukan {number} {unit}. Menurut {label(passage.locator)}: {said}", passage, corrects=True)]
    return []


def _other_deadline(question: str, hit: Hit) -> list[Statement]:
    """A year that the question takes for a deadline where the best source sets another."""
    deadline = _DEADLINE_YEAR.search(fold(hit.passage.text))
    for year in _YEAR.findall(question):
        if deadline and year not in hit.passage.text:
            said = next(part for part in re.split(r"(?<=[.;])\s+|\n", hit.passage.text) if _DEADLINE_YEAR.search(fold(part)))
            return [_cited(f"Bukan tahun {year}. Menurut {label(hit.passage.locator)}: {said}", hit.passage, corrects=True)]
    return []


def _measures(text: str, unit: str) -> list[tuple[str, str]]:
    """The numbers with that unit in a text (for a time: with any unit of time), in order, each once."""
    comparable = _MONTHS if unit in _MONTHS else (unit,)
    return list(dict.fromkeys((value, other) for value, other in _MEASURE.findall(text) if other in comparable))


def _sentence_with(text: str, number: str, unit: str) -> str:
    """The first sentence of a text that holds the measure."""
    sentences = re.split(r"(?<=[.;])\s+|\n", text)
    return next((part for part in sentences if (number, unit) in _MEASURE.findall(fold(part))), sentences[0]).strip()


def _size(number: str, unit: str) -> float:
    return int(number) * _MONTHS.get(unit, 1.0)


def _other_office(index: Index, understood: Understood, passage: Passage) -> list[Statement]:
    """An office that the question takes for granted where the best source names another first."""
    question = fold(understood.query.text)
    if not _ASSERTS_OFFICE.search(question):
        return []
    named = index.cues.offices(question)
    stated = index.cues.offices(fold(passage.text.partition(". ")[0]))
    if not named or not stated or set(named) & set(stated):
        return []
    return [_cited(f"Bukan {named[0]}: {label(passage.locator)} menyebut {' dan '.join(stated)}.", passage, corrects=True)]


def _expired(understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """A document of a named year, held against a validity in years that one of the best sources states."""
    named = {int(year) for year in _YEAR.findall(understood.query.text)}
    if len(named) != 1 or not _ASKS_VALID.search(fold(understood.query.text)):
        return []
    for year in named:
        for passage in (hit.passage for hit in hits[:3]):
            limit = _VALIDITY.search(fold(passage.text))
            if limit is None or year > date.today().year:
                continue
            years, age = int(limit["years"]), date.today().year - year
            verdict = "Tidak lagi" if age > years else "Masih dapat, sepanjang belum lewat batasnya"
            text = f"{verdict}: dokumen tahun {year} berumur sekitar {age} tahun, sedangkan batasnya {years} tahun."
            quote = next(line for line in passage.text.splitlines() if _VALIDITY.search(fold(line)))
            return [Statement(text=text, kind="support", sources=(passage,), quotes=(quote,))]
    return []


def _other_year(understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """A figure asked for a year that the sources do not hold."""
    if Want.LEVEL in understood.wants or not _ASKS_FIGURE.search(fold(understood.query.text)):
        return []
    source = hits[0].passage.text
    for year in _YEAR.findall(understood.query.text):
        if int(year) > _FIRST_YEAR and year not in source and _YEAR.search(source):
            text = f"Angka tahun {year} tidak ditemukan dalam sumber saya; yang tercatat adalah berikut ini."
            return [_cited(text, hits[0].passage, corrects=True)]
    return []


def _unstated(understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """A consequence, or a number of people, times or pages, that is asked for where none of the best sources states one."""
    passages = [passage for hit in hits[:_STATING] for passage in (hit.passage, *hit.others)]
    consequence = _CONSEQUENCE.search(understood.query.standard)
    if consequence and not any(consequence[1] in fold(passage.text) for passage in passages):
        text = (
            f"Tidak ditemukan {consequence[1]} dalam ketentuan yang saya miliki tentang hal ini; yang diatur adalah berikut ini."
        )
        return [_cited(text, hits[0].passage, corrects=True)]
    asked = _ASKS_MEASURE.search(understood.query.standard)
    if asked is None:
        return []
    unit = asked["unit"]
    like = _PEOPLE if unit in _PEOPLE.split("|") else _MEASURES_LIKE.get(unit, "persen|%" if unit == "persen" else unit)
    stated = re.compile(rf"\d\s*(?:\([a-z ]+\)\s*)?(?:{like})|\b(?:{like})\s+\d")
    if any(stated.search(fold(passage.text)) for passage in passages):
        return []
    text = f"Berapa {unit} tidak disebut dalam ketentuan yang saya temukan; yang diatur adalah berikut ini."
    return [_cited(text, hits[0].passage, corrects=True)]


def _of_document(index: Index, text: str, locator: Locator, kind: Kind = "support", corrects: bool = False) -> Statement:
    passages = index.at(locator) or index.at(Locator(locator.document))
    return _cited(text, passages[0], kind, corrects) if passages else Statement(text=text, kind=kind, corrects=corrects)


def _of_rules(index: Index, text: str, kind: Kind, corrects: bool) -> Statement:
    query = index.prepare("tingkat kematangan SPBE terdiri atas level 1 sampai 5")
    rules = [hit.passage for hit in index.search(query, 20) if hit.passage.document == "permenpanrb-59-2020"]
    return _cited(text, rules[0], kind, corrects) if rules else Statement(text=text, kind=kind, corrects=corrects)


def _cited(text: str, passage: Passage, kind: Kind = "support", corrects: bool = False) -> Statement:
    return Statement(text=text, kind=kind, sources=(passage,), quotes=(passage.text.splitlines()[0],), corrects=corrects)
