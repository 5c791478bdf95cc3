"""From the heading of a regulation to the first half of its document id: who issues it, in the short form that people use."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

_MINISTRIES = {
    "PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI": "panrb",
    "KOMUNIKASI DAN INFORMATIKA": "kominfo",
    "KOMUNIKASI DAN DIGITAL": "komdigi",
    "PERENCANAAN PEMBANGUNAN NASIONAL": "ppn",
    "DALAM NEGERI": "dagri",
    "LUAR NEGERI": "lu",
    "KEUANGAN": "keu",
    "PERDAGANGAN": "dag",
    "PERINDUSTRIAN": "perin",
    "KESEHATAN": "kes",
    "PERHUBUNGAN": "hub",
    "PERTANIAN": "tan",
    "PERTAHANAN": "han",
    "AGAMA": "ag",
    "SOSIAL": "sos",
    "KETENAGAKERJAAN": "aker",
    "HUKUM DAN HAK ASASI MANUSIA": "kumham",
    "HUKUM": "kum",
    "ENERGI DAN SUMBER DAYA MINERAL": "esdm",
    "PEKERJAAN UMUM DAN PERUMAHAN RAKYAT": "pupr",
    "PEKERJAAN UMUM": "pu",
    "AGRARIA DAN TATA RUANG": "atr",
    "LINGKUNGAN HIDUP DAN KEHUTANAN": "lhk",
    "KELAUTAN DAN PERIKANAN": "kp",
    "BADAN USAHA MILIK NEGARA": "bumn",
    "DESA PEMBANGUNAN DAERAH TERTINGGAL DAN TRANSMIGRASI": "desa",
    "PENDIDIKAN DAN KEBUDAYAAN": "dikbud",
    "PENDIDIKAN KEBUDAYAAN RISET DAN TEKNOLOGI": "dikbudristek",
    "RISET TEKNOLOGI DAN PENDIDIKAN TINGGI": "ristekdikti",
    "PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK": "pppa",
    "PEMUDA DAN OLAHRAGA": "pora",
    "PARIWISATA": "par",
    "KOPERASI DAN USAHA KECIL DAN MENENGAH": "kopukm",
    "INVESTASI": "investasi",
    "SEKRETARIS NEGARA": "setneg",
}
_BODIES = {
    "BADAN SIBER DAN SANDI NEGARA": "bssn",
    "BADAN RISET DAN INOVASI NASIONAL": "brin",
    "ARSIP NASIONAL": "anri",
    "LEMBAGA KEBIJAKAN PENGADAAN BARANG JASA PEMERINTAH": "lkpp",
    "BADAN PENGAWASAN KEUANGAN DAN PEMBANGUNAN": "bpkp",
    "KEPOLISIAN NEGARA": "polri",
    "BADAN PERENCANAAN PEMBANGUNAN NASIONAL": "bappenas",
    "BADAN PENGAWAS OBAT DAN MAKANAN": "bpom",
}
_STATE = {
    "UNDANG UNDANG": "uu",
    "UNDANG UNDANG DASAR": "uud",
    "PERATURAN PEMERINTAH PENGGANTI UNDANG UNDANG": "perppu",
    "PERATURAN PEMERINTAH": "pp",
    "PERATURAN PRESIDEN": "perpres",
    "KEPUTUSAN PRESIDEN": "keppres",
    "INSTRUKSI PRESIDEN": "inpres",
}
_MINISTER = {"PERATURAN": "permen", "KEPUTUSAN": "kepmen", "INSTRUKSI": "inmen", "SURAT EDARAN": "se-", "PEDOMAN": "pedoman-"}
_REGIONAL = {
    "BUPATI": "bup",
    "WALI KOTA": "wali",
    "WALIKOTA": "wali",
    "GUBERNUR": "gub",
    "DAERAH KABUPATEN": "da",
    "DAERAH KOTA": "da",
    "DAERAH PROVINSI": "da",
    "DAERAH": "da",
}
_ACTS = {"PERATURAN": "per", "KEPUTUSAN": "kep", "INSTRUKSI": "in", "SURAT EDARAN": "se-", "PEDOMAN": "pedoman-"}
_ALIKE = 88
_SKIPPED = frozenset("DAN DI YANG UNTUK REPUBLIK INDONESIA".split())


def prefix_of(heading: str) -> str | None:
    """The first half of a document id ("permenkominfo", "peraturan-bssn", "perbup-pakpak-bharat"), or None.

    `heading` is the kind and the issuer as printed, in capitals; a few wrong glyphs do no harm.
    """
    words = " ".join(re.findall(r"[A-Z0-9]+", heading.upper()))
    words = re.sub(r"\b(?:SALINAN|RANCANGAN)\b", "", words)
    words = re.sub(r"\s*\bREPUBLI\w*\s+IN\w+\s*", " ", words).strip()
    best = max(_STATE, key=lambda known: fuzz.ratio(words, known))
    if fuzz.ratio(words, best) >= _ALIKE:
        return _STATE[best]
    act = next((act for act in ("SURAT EDARAN", "PERATURAN", "KEPUTUSAN", "INSTRUKSI", "PEDOMAN") if _opens(words, act)), None)
    if act is None:
        return None
    issuer = " ".join(words.split()[len(act.split()) :])
    issuer = re.sub(r"^BERSAMA ", "", issuer)
    return _of_issuer(act, issuer) if issuer else None


def _opens(words: str, act: str) -> bool:
    return fuzz.ratio(" ".join(words.split()[: len(act.split())]), act) >= 85


def _of_issuer(act: str, issuer: str) -> str:
    if fuzz.ratio(issuer.split()[0], "MENTERI") >= 85:
        name = " ".join(issuer.split()[1:])
        short = _short(re.split(r" (?:KEPALA BADAN|SELAKU) ", f"{name} ")[0].strip(), _MINISTRIES)
        return "pedoman" if (act, short) == ("PEDOMAN", "panrb") else f"{_MINISTER[act]}{short}"
    regional = next((office for office in _REGIONAL if issuer.startswith(office)), None)
    if regional is not None:
        place = "-".join(re.findall(r"[a-z0-9]+", issuer.removeprefix(regional).lower()))
        kind = f"{_ACTS[act]}{_REGIONAL[regional]}"
        return f"{kind}-{place}" if place else kind
    body = re.sub(r"^(?:KEPALA|KETUA|DIREKTUR|SEKRETARIS JENDERAL) ", "", issuer)
    return f"{'se' if act == 'SURAT EDARAN' else act.lower()}-{_short(body, _BODIES)}"


def _short(name: str, known: dict[str, str]) -> str:
    """The short form of a ministry or body: the usual one when it is known, else its only word or its initials."""
    best = max(known, key=lambda full: fuzz.ratio(name, full))
    if fuzz.ratio(name, best) >= _ALIKE:
        return known[best]
    words = [word for word in name.split() if word not in _SKIPPED]
    if len(words) == 1:
        return words[0].lower()
    return "".join(word[0] for word in words).lower() or "lain"
