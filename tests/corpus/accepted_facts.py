"""Facts that stand in no source and are right all the same, each with the reason; a row that nothing needs any more fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fact_rules import Entry
from stated_facts import Fact


@dataclass(frozen=True, slots=True)
class Accepted:
    """A reason, and the entries (a pattern of "locator name") and facts (a pattern of their words) that it covers."""

    reason: str
    where: str
    what: str

    def covers(self, entry: Entry, fact: Fact) -> bool:
        """Whether this row accepts a fact of an entry."""
        place = f"{entry.locator} {entry.name}".strip()
        return re.fullmatch(self.where, place) is not None and re.fullmatch(self.what, fact.text) is not None


ACCEPTED = (
    # Ours: worked out, or said of several texts together
    Accepted("contoh angka kami di dekat batas predikat", r"permenpanrb-59-2020#lampiran.*tabel-13", r"4,19|1,79|2,59"),
    Accepted("bobot dibagi 100, di intisari disebut turunan kami", r"permenpanrb-59-2020#lampiran\.bab-2\.tabel-9", r"0,0\d+"),
    Accepted("cakupan skala, menyimpulkan tabel kuesioner", r"permenpanrb-59-2020#lampiran\.bab-2\.E", r"1|5"),
    Accepted("«tahun berjalan» berarti setahun", r"permenpanrb-59-2020#lampiran\.bab-3\.A", r"setahun|satu tahun"),
    Accepted("dua ayat, dua pemeriksaan", r"perpres-39-2019#pasal-35", r"dua kali"),
    Accepted("hitungan kami atas daftar pedoman", r"rubrik-2020#indikator-24", r"dua kali"),
    Accepted("membandingkan level 4 indikator 8 dengan 5, 6, 7", r"rubrik-2020#indikator-8", r"indikator 5|6|7"),
    Accepted("membandingkan level 4 indikator 9 dengan 1 dan 10", r"rubrik-2020#indikator-9", r"indikator 1|indikator 10|10"),
    Accepted("kriteria 27 tersalin dari 28, perbandingan kami", r"rubrik-2018#indikator-27", r"indikator 28"),
    Accepted("lanjutan «indikator 45»", r"rubrik-2020#indikator-42", r"46|47"),
    Accepted(
        "bobot dihitung dari bobot aspek edisi 2018",
        r"rubrik-2018#indikator-3[2-5]",
        r"20|6 persen|10 persen|3,33|indikator 3[25]|3[34]",
    ),
    Accepted("membandingkan edisi 2018 dengan edisi 2020", r"rubrik-2018#indikator-(?:1|18|35)", r"tim koordinasi|sektor 1|2|3"),
    # In another text than the cited one
    Accepted(
        "salah cetak laporan evaluasi 2023 dan 2024",
        r"(?:permenpanrb-59-2020#lampiran\.bab-2\.B\.tabel-9|rubrik-2020#indikator-4[2-7])",
        r"2023|2024|3,50 persen|103 persen",
    ),
    Accepted("pelaku tahap berikutnya, Bab III.C sampai G", r"pedoman-3-2024#bab-3\.B", r"asesor eksternal|tim reviu"),
    Accepted("ditandatangani menurut Formulir 1.0", r"permenpanrb-5-2020#lampiran\.bab-3\.G", r"unit pemilik risiko"),
    Accepted("Peraturan BSSN 4/2021, disebut kalimat sebelumnya", r"rubrik-2020#indikator-8", r"pasal (?:4|16)"),
    Accepted("Perpres 95/2018, disebut kalimat sebelumnya", r"rubrik-2020#indikator-34", r"pasal 63"),
    # The source says it in a form that cannot be read here
    Accepted("pola nama berkas dari contoh 20.a, 20.b, 20.c", r"pedoman-3-2024#bab-3\.B", r"huruf a|c"),
    Accepted(
        "nama berkas terpotong kolom tabel", r"pedoman-3-2024#bab-3\.B\.angka-1", r"1\.r-pergub-arsitektur-spbe\.pdf|4/2021"
    ),
    Accepted(
        "baris Tabel 2 terpotong pergantian halaman",
        r"perpres-95-2018#lampiran\.bab-4\.A\.angka-3",
        r"tim koordinasi spbe nasional",
    ),
    Accepted(
        "daftar pejabat dirangkum jadi pimpinan instansi", r"permenpanrb-59-2020#pasal-4(?:\.ayat-2)?", r"pimpinan instansi.*"
    ),
    Accepted("kalimat pasif naskah perlu pelaku", r"peraturan-bssn-8-2024#pasal-(?:28|40)", r"auditor"),
    Accepted(
        "tenggat lain berdiri lebih dekat", r"permenkominfo-16-2022#lampiran|rubrik-2020#indikator-3\.level-5", r"2 \(dua\) tahun"
    ),
    Accepted("pengaduan pelayanan publik datang dari masyarakat", r"rubrik-2020#indikator-(?:28|39|42).*", r"masyarakat"),
    # General knowledge of a word in the glossary
    Accepted(
        "arti umum dokumen perencanaan dan anggaran",
        r"\S+ (?:RPJMN|RPJPN|RKP|RKPD|APBD|APBN)",
        r"tahunan|lima tahunan|dua puluh tahunan",
    ),
    Accepted(
        "pemilik aplikasi, dikenal umum", r"\S+ (?:SIPD|SAKTI|KRISNA|SIMDA|OMSPAN|SIMAN)", r"kemendagri|kemenkeu|bappenas|bpkp"
    ),
    Accepted("penerbit layanan, dikenal umum", r"\S+ (?:BSrE|Indeks KAMI)", r"bssn"),
    Accepted("arti umum tim anggaran daerah", r"\S+ TAPD", r"kepala daerah"),
    Accepted("nomor standar internasional", r"\S+ SMKI", r"27001"),
)
