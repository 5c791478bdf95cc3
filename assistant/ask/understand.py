"""What a question wants: read from its interrogative words, its mentions and the chat before it."""

from __future__ import annotations

import re

from assistant.ask.records import Answer, Understood, Want
from indexer.cues import CueReader
from indexer.query import Query
from indexer.tokens import content_words

_PATTERNS: dict[Want, str] = {
    Want.LEVEL: (
        r"\b(level|kematangan|maturity|levelnya|tingkatnya)\b|\btingkat\s*(\d|berapa|mana|ke)|\b(dapat|dapet|mentok|posisi\w*|pantas\w*|layak|masuk|termasuk|nilai\w*|skor\w*|indikasi\w*|klaim\w*|mengklaim|pilih|isi|ajukan)"
        r"\s+(di |pada |yang |diberi |dikasih )?(berapa|mana|apa)\b|\b(posisi|capaian|indikasi)nya\b|\bnilainya\s*(berapa|\?|$)|\b(masih|sudah|berada|ada|posisi\w*)\s+di\s*mana\b|\bberarti\s*\?|\btermasuk\s*\?"
    ),
    Want.PROOF: r"\b(bukti\w*|membuktikan|pembuktian\w*|tangkapan layar|screenshot\w*|menunjukkan|nunjukin|data dukung|eviden\w*|evidence|unggah\w*|diunggah|dokumen(nya)? apa|lampirkan|dilampirkan|syarat dokumen)\b",
    Want.WHO: (
        r"\b(siapa|siapakah|pejabat|dikoordinasi\w*|dikoordinir|koordinatornya|penanggung jawab\w*|pelaksananya|wewenang|berwenang)\b|"
        r"\b(menteri|kementerian|lembaga|instansi|unit|badan|tim|dinas|opd|pejabat)\s+(yang )?(apa|mana)\b"
    ),
    Want.WHEN: (
        r"\b(kapan|tanggal|paling lambat|batas waktu|tenggat|masa berlaku|jangka waktu|berlaku(nya)?|mulai|umur\w*|tiap berapa|setiap berapa)\b|"
        r"\bberapa\s+(lama|tahun|bulan|hari|kali|persen|orang|kali|jumlah)|\bsetahun\b|\bjumlah\w*\b"
    ),
    Want.DIFFERENCE: r"\b(beda\w*|perbedaan\w*|vs|versus|dibanding\w*|dibedakan|selisih|bukan sama)\b",
    Want.WHICH_INDICATOR: (
        r"\bindikator\s+(nomor\s+|ke\s*)?(berapa|apa|mana|yang mana)|\bnomor\s+(berapa|apa)|\bke\s+(nomor|indikator)\b|"
        r"\bdinilai\s+(di|pada|dalam)\b|\b(masuk|diunggah|unggah|taruh|dipakai)\s+(ke|di|untuk)?\s*(indikator|mana|nomor)\b|"
        r"\bindikator(nya)?\s*\?|\bnomor indikator"
    ),
    Want.CALCULATION: r"\b(indeks\w*|index|bobot\w*|nilai\w*|rumus\w*|hitung\w*|simulasi\w*|poin|predikat\w*|sebutan\w*|kategori\w*)\b|\b[1-5][.,]\d+\b.*\b[1-5][.,]\d+\b",
    Want.WRITING: (
        r"\b(menulis\w*|nulis\w*|tulis\w*|ditulis\w*|penulisan\w*|kalimat\w*|kolom\w*|redaksi\w*|narasi\w*|diketik|mengisi penjelasan|"
        r"penjelasan (mandiri|indikator|interviu|visitasi|dokumen)|fakta\w*|justifikasi\w*|uraian|catatan)\b"
    ),
    Want.YES_NO: r"\b(apakah|bolehkah|bisakah|wajibkah|haruskah|kah)\b|\b(boleh|bisa|wajib|harus|perlu|usah|mesti|diakui|dihitung|laku|sah|cukup)\b.*\?|\b(tidak|kan|ya)\s*\?*$",
}
_ASKS_NUMBER = re.compile(r"\bberapa\b")
_FOLLOW_UP = re.compile(
    r"^(kalau|kalo|klo|terus|trus|lalu|lha|nah|kemudian|bagaimana kalau|bagaimana dengan|gimana kalau|gimana dengan|jika|untuk|yang)\b"
)
_SITUATION = re.compile(r"\b(sudah|telah|belum|baru|hanya|cuma|masih|ada|tanpa|sebagian|semua|seluruh|bisa|dapat)\b")
_INTERROGATIVE = re.compile(
    r"\b(apa(?! ?pun\b)|apakah|apaan|bagaimana|mengapa|kenapa|mana|berapa|siapa|kapan)\b|"
    r"\b(syarat\w*|prosedur\w*|caranya|kewajiban\w*)\b|"
    r"\b(sebutkan|jelaskan|terangkan|uraikan|jabarkan|tolong|minta|mohon|bedakan|bandingkan)\b"
)
_ASKS_ELSE = re.compile(
    r"\b(apa(?! ?pun\b)\w*|bagaimana|mengapa|kenapa|mana|siapa|kapan|sebutkan|jelaskan|uraikan|bedakan|bandingkan)\b"
)
_OTHER_WANTS = {Want.WHO, Want.DIFFERENCE, Want.WHICH_INDICATOR, Want.WRITING, Want.PROOF}
_LONGEST_FOLLOW_UP = 5


def understand(query: Query, edition: str, cues: CueReader, previous: Answer | None = None) -> Understood:
    """The question with what it wants, read with the cues of described situations; `previous` is the answer before it in the chat."""
    text = query.standard
    wants = {
        want for want, pattern in _PATTERNS.items() if re.search(pattern, f"{text} {'?' if '?' in query.text else ''}".strip())
    }
    if (query.mentions.levels and Want.CALCULATION not in wants) or (
        not wants and _SITUATION.search(text) and not _INTERROGATIVE.search(text)
    ):
        wants.add(Want.LEVEL)
    asks_figure = bool(_ASKS_NUMBER.search(text))
    asks_else = wants & _OTHER_WANTS or _ASKS_ELSE.search(text) or (Want.YES_NO in wants and not asks_figure)
    if cues.describes(text) and not asks_else:
        wants.add(Want.LEVEL)
    if not wants & {Want.LEVEL, Want.WHICH_INDICATOR} and asks_figure:
        wants.add(Want.WHEN)
    is_statement = not wants and not _INTERROGATIVE.search(text)
    return Understood(
        query=query,
        wants=frozenset(wants),
        edition=edition,
        is_statement=is_statement,
        is_follow_up=previous is not None and leans_on_context(query),
    )


def leans_on_context(query: Query) -> bool:
    """True when a question has no subject of its own: it opens like a follow-up or holds hardly any content words."""
    mentions = query.mentions
    if mentions.indicators or mentions.articles or mentions.documents:
        return False
    subject = [word for word in content_words(query.standard.split()) if not word.isdigit() and word not in _THIN]
    opens = bool(_FOLLOW_UP.match(query.standard))
    return (
        len(subject) == 0
        or (opens and len(subject) <= _LONGEST_FOLLOW_UP and bool(mentions.levels))
        or (opens and len(subject) <= 2)
    )


_THIN = frozenset(
    "level tingkat bukti buktinya dokumen dokumennya syarat syaratnya contoh contohnya berapa kriteria kriterianya naik nilai bedanya beda "
    "dasar hukumnya hukum pasal pasalnya indikator langkah langkahnya jelaskan lanjut detail lengkap maksudnya artinya".split()
)
