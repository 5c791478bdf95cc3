"""Varied cases for the drafts: what an evidence review could have found for each indicator of an agency."""

from __future__ import annotations

from assistant.drafting.records import IndicatorFacts, SourceFile, SourceQuote, Subject
from assistant.drafting.requirements import requirements_of
from corpus.records import Element, Indicator, Rubric

REGENCY = Subject(name="Pemerintah Kabupaten Contoh", kind="kabupaten")
MINISTRY = Subject(name="Kementerian Contoh", kind="kementerian")
REGULATION = "Peraturan Bupati Contoh Nomor 12 Tahun 2021 tentang Penyelenggaraan SPBE"
WORDS = {
    "concept": ("Rancangan ini disampaikan untuk dibahas bersama perangkat daerah terkait.",),
    "established": ("Ditetapkan di Contoh pada tanggal 4 Maret 2021", "Keputusan ini mulai berlaku pada tanggal ditetapkan"),
    "content": ("Ruang lingkup sebagaimana dimaksud pada ayat (1) meliputi", "Dokumen ini memuat uraian lengkap per bagian"),
    "plan": ("Program dan kegiatan tahun berjalan disusun menurut Peta Rencana SPBE",),
    "practice": ("Kegiatan telah dilaksanakan pada triwulan kedua", "Daftar kegiatan yang sudah selesai"),
    "guideline": ("Pelaksanaan mengacu pada pedoman yang berlaku",),
    "scope_part": ("Dilaksanakan pada Dinas Komunikasi dan Informatika serta Bappeda",),
    "scope_all": ("Berlaku bagi seluruh perangkat daerah",),
    "integration": ("Layanan terhubung dengan layanan milik instansi lain",),
    "review": ("Permasalahan: daftar belum mutakhir", "Rekomendasi: memperbarui ketentuan paling lambat triwulan ketiga"),
    "follow_up": ("Perubahan dilakukan sesuai rekomendasi hasil reviu",),
    "feature": ("Menu Pengajuan dan Verifikasi", "Menu Unduh Dokumen", "Menu Beranda"),
}


def complete_case(indicator: Indicator, level: int, *, is_confirmed: bool = True, next_too: int = 0) -> IndicatorFacts:
    """Everything up to `level` met and quoted (but for each seventh element); `next_too` requirements of the next level met."""
    met: list[str] = []
    quotes: list[SourceQuote] = []
    files: dict[str, SourceFile] = {}
    for own in indicator.levels:
        needs = requirements_of(own)
        take = len(needs) if own.number <= level else next_too if own.number == level + 1 else 0
        met += [need.elements[0].id for need in needs[:take]]
        for place, need in enumerate(needs[:take]):
            if own.number == 1 < level or (indicator.number + own.number + place) % 7 == 0:
                continue
            quote = _quote(indicator, own.number, need.elements[0], place)
            quotes.append(quote)
            title = REGULATION if "Perbup" in quote.file else ""
            files[quote.file] = SourceFile(name=quote.file, title=title)
    return IndicatorFacts(
        number=indicator.number,
        confirmed=level if is_confirmed else None,
        proposed=(level, min(5, level + 1)),
        met=tuple(met),
        quotes=tuple(quotes),
        files=tuple(files.values()),
        unit="Dinas Komunikasi dan Informatika" if indicator.number % 2 else "",
        application=f"e-{indicator.short_name.split()[1]}" if indicator.number % 3 else "",
    )


def whole_agency(rubric: Rubric) -> tuple[IndicatorFacts, ...]:
    """All indicators, their levels going round from 1 to 5."""
    return tuple(complete_case(one, 1 + one.number * 7 % 5, next_too=one.number % 2) for one in rubric.indicators)


def _quote(indicator: Indicator, level: int, element: Element, place: int) -> SourceQuote:
    number = indicator.number
    page = 3 + level * 2 + place + number % 4
    text = WORDS[element.nature][(place + level) % len(WORDS[element.nature])]
    if number >= 32:
        name = f"{number}.a.Tangkapan-Layar.png" if level < 3 else f"{number}.b.Buku-Manual.pdf"
        return SourceQuote(file=name, text=text, page=0 if level < 3 else page, elements=(element.id,))
    if number <= 10 and element.nature not in ("review", "follow_up"):
        pasal = str(4 + level + place) if number % 4 else ""
        return SourceQuote(file=f"{number}.a.Perbup-12-2021.pdf", text=text, page=page, pasal=pasal, elements=(element.id,))
    name = f"{number}.a.Laporan-Pelaksanaan.pdf" if level < 4 else f"{number}.b.Laporan-Reviu.pdf"
    return SourceQuote(file=name, text=text, page=page if number % 5 else 0, elements=(element.id,))
