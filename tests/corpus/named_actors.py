"""The actors that digests name: one entry an actor, with its legal description and its everyday names side by side."""

from __future__ import annotations

import re

# Everything on one line is the same actor: an official text may call it one way and a digest another.
ACTORS = {
    "Menteri PANRB": r"(?:ke)?menteri(?:an)? panrb|kemen ?panrb|menpan\w*|menteri pan dan rb|aparatur negara",
    "Bappenas": r"bappenas|perencanaan pembangunan nasional|ppn",
    "Kominfo": r"(?<!dinas )kominfo|menkominfo|komdigi|(?<!dinas )komunikasi dan informatika|komunikasi dan digital",
    "Kemenkeu": r"kemenkeu|menkeu|bidang keuangan|(?:ke)?menteri(?:an)? keuangan|urusan keuangan",
    "Kemendagri": r"kemendagri|mendagri|dalam negeri",
    "BSSN": r"bssn|badan siber(?: dan sandi negara)?|bidang keamanan siber",
    "BRIN": r"brin|bppt|riset dan inovasi|pengkajian dan penerapan teknologi|bidang riset|bidang penelitian",
    "BPS": r"bps|badan pusat statistik|(?:bidang|badan|urusan|kegiatan) statistik",
    "BIG": r"big(?! data)|badan informasi geospasial|bidang (?:informasi )?geospasial",
    "BKN": r"bkn|badan kepegawaian negara|bidang manajemen kepegawaian",
    "BPKP": r"bpkp|pengawasan keuangan(?: negara)? dan pembangunan",
    "BPK": r"bpk|badan pemeriksa keuangan",
    "BSN": r"bsn|badan standardisasi nasional",
    "KAN": r"kan(?=\))|komite akreditasi nasional|lembaga akreditasi|akreditasi (?:lembaga )?penilaian kesesuaian",
    "OJK": r"ojk|otoritas jasa keuangan",
    "BIN": r"bin|badan intelijen negara",
    "Kementerian BUMN": r"bidang (?:bumn|badan usaha milik negara)|kementerian bumn",
    "Peruri": r"(?:perum )?peruri|percetakan uang",
    "Ombudsman": r"ombudsman",
    "PBB": r"pbb|perserikatan bangsa",
    "Polri": r"polri|kepolisian",
    "TNI": r"tni|tentara nasional",
    "Kemenkumham": r"bidang hukum|hukum dan (?:ham|hak asasi manusia)",
    "Wakil Presiden": r"wakil presiden",
    "Presiden": r"(?<!peraturan )(?<!keputusan )(?<!instruksi )presiden",
    "Tim Koordinasi SPBE Nasional": r"tim koordinasi (?:spbe )?nasional|tim spbe nasional|tim nasional",
    "tim koordinasi": r"tim koordina(?:si|tor)",
    "koordinator SPBE": r"koordinator (?:spbe|sistem pemerintahan berbasis elektronik)",
    "sekretaris daerah": r"sekretaris daerah|sekda|sekretaris di instansi pusat dan di pemerintah daerah",
    "kepala daerah": r"kepala daerah|gubernur,? (?:dan |atau )?bupati(?:,? (?:dan |atau |dan/atau )?|/)wali ?kota",
    "gubernur": r"gubernur",
    "bupati": r"bupati",
    "wali kota": r"wali ?kota",
    "pimpinan instansi": r"pimpinan (?:instansi|k/l)(?: pusat)?",
    "Instansi Pusat": r"instansi (?:pemerintah )?pusat|ippd|k/l(?:/d)?|(?:kementerian|k)[/ ](?:dan |atau )?lembaga",
    "Pemerintah Daerah": r"pemerintah(?:an)? daerah|pemda|ippd|k/l/d|instansi daerah",
    "unit kerja": r"unit kerja|satuan kerja|satker|unit organisasi|uk/pd",
    "perangkat daerah": r"perangkat daerah|opd|skpd|uk/pd",
    "Asesor Internal": r"ass?esor internal|tai",
    "Asesor Eksternal": r"ass?esor eks?ternal|tae",
    "responden": r"responden",
    "Tim Reviu": r"tim reviu",
    "Tim Arsitek": r"tim arsitek",
    "auditor": r"auditor",
    "auditi": r"auditi|auditee|teraudit",
    "LATIK": r"latik|lembaga pelaksana audit",
    "lembaga sertifikasi": r"lembaga sertifikasi|lsp",
    "pengguna": r"pengguna(?: data| spbe)?",
    "masyarakat": r"masyarakat|warga(?: negara)?|government to citizens?|g2c",
    "pelaku usaha": r"pelaku usaha|dunia usaha|government to business|g2b",
    "ASN": r"asn|aparatur sipil negara|pns|pegawai negeri sipil",
    "walidata pendukung": r"walidata pendukung",
    "walidata": r"walidata",
    "produsen data": r"produsen data",
    "pembina data": r"pembina data",
    "Forum Satu Data": r"forum satu data",
    "Dewan Pengarah": r"dewan pengarah",
    "forum kolaborasi": r"forum kolaborasi",
    "unit pemilik risiko": r"unit pemilik risiko|upr",
    "pemilik risiko": r"pemilik risiko",
    "koordinator risiko": r"koordinator risiko",
    "pengelola risiko": r"pengelola risiko",
    "Komite Manajemen Risiko": r"komite manajemen risiko|kmr",
    "unit kepatuhan risiko": r"unit kepatuhan|ukr",
    "pengawas intern": r"inspektorat|apip|(?:unit )?pengawas(?:an)? intern(?:al)?",
    "akademisi": r"akademisi|perguruan tinggi",
    "ahli": r"(?:tenaga )?ahli|pakar|expert",
    "pihak ketiga": r"pihak ketiga",
    "swasta": r"swasta|non[- ]?pemerintah|selain pemerintah",
}
ACTOR_PATTERNS = {actor: re.compile(rf"\b(?:{pattern})\b") for actor, pattern in ACTORS.items()}
_NAMES = {f"a{number}": actor for number, actor in enumerate(ACTORS)}
ANY_ACTOR = re.compile(rf"\b(?:{'|'.join(f'(?P<{key}>{ACTORS[actor]})' for key, actor in _NAMES.items())})\b")


def named(match: re.Match[str]) -> str:
    """The actor that a match of `ANY_ACTOR` names."""
    return _NAMES[str(match.lastgroup)]


# Some texts define a short word at the start and use it alone from then on.
_MINISTER = r"\b(?:menteri|kementerian)\b"
DEFINED = {
    "permenpanrb-59-2020": {"Menteri PANRB": _MINISTER},
    "permenpanrb-5-2020": {"Menteri PANRB": _MINISTER},
    "permenpanrb-19-2018": {"Menteri PANRB": _MINISTER},
    "perpres-132-2022": {"Menteri PANRB": _MINISTER},
    "pedoman-3-2024": {"Menteri PANRB": _MINISTER},
    "permenppn-16-2020": {"Bappenas": _MINISTER},
    "permenkominfo-16-2022": {"Kominfo": _MINISTER},
    "peraturan-bssn-4-2021": {"BSSN": r"\bbadan\b"},
    "peraturan-bssn-8-2024": {"BSSN": r"\bbadan\b|latik pemerintah"},
    "peraturan-brin-2-2024": {"BRIN": r"\bbadan\b"},
}

# The broader name is right where the text names the narrower one.
NARROWER = {
    "kepala daerah": ("gubernur", "bupati", "wali kota"),
    "tim koordinasi": ("Tim Koordinasi SPBE Nasional",),
    "walidata": ("walidata pendukung",),
    "Pemerintah Daerah": ("kepala daerah", "gubernur"),
    "pemilik risiko": ("unit pemilik risiko",),
    "gubernur": ("kepala daerah",),
    "bupati": ("kepala daerah",),
    "wali kota": ("kepala daerah",),
}
