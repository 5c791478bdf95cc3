"""Twelve cases as they come in real assessments; the drafts of them are kept in golden/drafts.txt."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.drafting.records import IndicatorFacts, SourceFile, SourceQuote, Subject
from assistant.workspace.records import Stage

REGENCY = Subject(name="Pemerintah Kabupaten Rimba Jaya", kind="kabupaten")
CITY = Subject(name="Pemerintah Kota Teluk Biru", kind="kota")
MINISTRY = Subject(name="Kementerian Urusan Contoh", kind="kementerian")
PERBUP = "Peraturan Bupati Rimba Jaya Nomor 12 Tahun 2021 tentang Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenCase:
    """What is drafted: for whom, at which stage, from what."""

    stage: Stage
    subject: Subject
    facts: IndicatorFacts


def _q(file: str, page: int, text: str, *elements: str, pasal: str = "", verified: bool = True) -> SourceQuote:
    return SourceQuote(file=file, page=page, text=text, pasal=pasal, elements=elements, verified=verified)


CASES: tuple[GoldenCase, ...] = (
    GoldenCase(
        stage="penilaian_mandiri",
        subject=REGENCY,
        facts=IndicatorFacts(
            number=1,
            confirmed=3,
            claimed=3,
            met=("ditetapkan", "sebagian-domain", "enam-domain", "referensi"),
            quotes=(
                _q("1.a.Perbup-12-2021.pdf", 21, "Ditetapkan di Rimba Jaya pada tanggal 4 Maret 2021", "ditetapkan"),
                _q(
                    "1.a.Perbup-12-2021.pdf",
                    5,
                    "Arsitektur SPBE memuat domain proses bisnis, data dan informasi, layanan, aplikasi, infrastruktur, dan keamanan",
                    "enam-domain",
                    pasal="7",
                ),
                _q(
                    "1.a.Perbup-12-2021.pdf",
                    6,
                    "Referensi arsitektur mengacu pada Arsitektur SPBE Nasional",
                    "referensi",
                    pasal="8",
                ),
            ),
            files=(SourceFile(name="1.a.Perbup-12-2021.pdf", title=PERBUP),),
        ),
    ),
    GoldenCase(
        stage="penilaian_mandiri",
        subject=CITY,
        facts=IndicatorFacts(
            number=5,
            proposed=(1, 2),
            met=("konsep",),
            quotes=(_q("5.Raperwal-Pusat-Data.pdf", 0, "Rancangan Peraturan Wali Kota tentang Layanan Pusat Data", "konsep"),),
            files=(SourceFile(name="5.Raperwal-Pusat-Data.pdf", is_draft=True),),
        ),
    ),
    GoldenCase(
        stage="penilaian_mandiri",
        subject=REGENCY,
        facts=IndicatorFacts(
            number=16,
            confirmed=3,
            met=("sebagian-unit", "dokumentasi-formal", "seluruh-unit", "prosedur-baku"),
            quotes=(
                _q(
                    "16.a.SOP-Pusat-Data.pdf", 2, "Prosedur ini berlaku untuk pengoperasian Pusat Data Kabupaten", "prosedur-baku"
                ),
                _q("16.b.Log-Pemanfaatan.pdf", 4, "Seluruh 38 perangkat daerah terdaftar sebagai pengguna", "seluruh-unit"),
                _q("16.b.Log-Pemanfaatan.pdf", 1, "Laporan Pemanfaatan Pusat Data Tahun 2025", "dokumentasi-formal"),
            ),
        ),
    ),
    GoldenCase(
        stage="penilaian_mandiri",
        subject=MINISTRY,
        facts=IndicatorFacts(
            number=21,
            confirmed=2,
            claimed=3,
            met=("program-terencana", "diterapkan"),
            quotes=(
                _q(
                    "21.a.Program-Manrisk.pdf",
                    3,
                    "Program manajemen risiko tahun 2025 tercantum dalam Peta Rencana",
                    "program-terencana",
                ),
                _q("21.b.Register-Risiko.xlsx", 0, "Register risiko Biro Umum dan Pusat Data", "diterapkan"),
                _q("21.b.Register-Risiko.xlsx", 0, "Risiko diterima", "diterapkan", verified=False),
            ),
        ),
    ),
    GoldenCase(
        stage="penilaian_mandiri",
        subject=CITY,
        facts=IndicatorFacts(
            number=35,
            confirmed=4,
            met=("informasi", "interaksi", "transaksi", "respons-sistem", "kolaborasi"),
            quotes=(
                _q(
                    "35.b.Manual-LPSE.pdf",
                    35,
                    "PPK menyetujui penetapan pemenang melalui menu Persetujuan",
                    "respons-sistem",
                    "transaksi",
                ),
                _q("35.a.Layar-LPSE.png", 0, "Unduh Dokumen Pemilihan", "informasi", "interaksi"),
                _q("35.c.Integrasi-Perencanaan.pdf", 6, "Data RUP diterima dari aplikasi perencanaan melalui API", "kolaborasi"),
            ),
            unit="Bagian Pengadaan Barang dan Jasa",
            application="SPSE",
        ),
    ),
    GoldenCase(
        stage="penilaian_mandiri",
        subject=REGENCY,
        facts=IndicatorFacts(number=47, confirmed=1, met=()),
    ),
    GoldenCase(
        stage="dokumen",
        subject=MINISTRY,
        facts=IndicatorFacts(
            number=10,
            confirmed=3,
            claimed=4,
            met=("ditetapkan", "tugas-tim", "sebagian-unit", "seluruh-unit"),
            quotes=(
                _q("10.Permen-7-2020.pdf", 24, "Ditetapkan di Jakarta pada tanggal 11 Mei 2020", "ditetapkan"),
                _q(
                    "10.Permen-7-2020.pdf",
                    9,
                    "Tim Koordinasi SPBE mempunyai tugas mengarahkan, memantau, dan mengevaluasi SPBE",
                    "tugas-tim",
                    pasal="11",
                ),
                _q("10.Permen-7-2020.pdf", 9, "Tugas dilaksanakan pada seluruh unit organisasi", "seluruh-unit", pasal="11"),
            ),
            files=(
                SourceFile(
                    name="10.Permen-7-2020.pdf",
                    title="Peraturan Menteri Urusan Contoh Nomor 7 Tahun 2020 tentang Tata Kelola SPBE",
                ),
            ),
        ),
    ),
    GoldenCase(
        stage="dokumen",
        subject=CITY,
        facts=IndicatorFacts(
            number=14,
            confirmed=2,
            met=("sesuai-standar", "peta-per-level"),
            quotes=(
                _q(
                    "14.Kepwal-Proses-Bisnis.pdf",
                    3,
                    "Penyusunan peta mengikuti pedoman peta proses bisnis instansi pemerintah",
                    "sesuai-standar",
                ),
                _q("14.Kepwal-Proses-Bisnis.pdf", 12, "Peta Lintas Fungsi Pelayanan Perizinan", "peta-per-level"),
            ),
            files=(
                SourceFile(
                    name="14.Kepwal-Proses-Bisnis.pdf",
                    title="Keputusan Wali Kota Teluk Biru Nomor 88 Tahun 2022 tentang Peta Proses Bisnis",
                ),
            ),
        ),
    ),
    GoldenCase(
        stage="dokumen",
        subject=REGENCY,
        facts=IndicatorFacts(
            number=36,
            confirmed=2,
            claimed=3,
            met=("informasi", "interaksi"),
            quotes=(
                _q("36.Layar-Simpeg.png", 0, "Profil Pegawai", "informasi"),
                _q("36.Layar-Simpeg.png", 0, "Unduh Daftar Riwayat Hidup", "interaksi"),
            ),
            application="SIMPEG",
        ),
    ),
    GoldenCase(
        stage="interviu",
        subject=MINISTRY,
        facts=IndicatorFacts(
            number=20,
            confirmed=4,
            previous=3,
            met=(
                *("sesuai-rencana", "dilaksanakan", "tim-formal", "sebagian-unit"),
                *("seluruh-unit", "dikoordinasikan-pimpinan", "reviu"),
            ),
            quotes=(
                _q("20.a.SK-Forum-Kolaborasi.pdf", 2, "Membentuk Forum Kolaborasi SPBE", "tim-formal"),
                _q(
                    "20.a.SK-Forum-Kolaborasi.pdf",
                    2,
                    "Forum diketuai Sekretaris Jenderal dan beranggotakan seluruh unit kerja",
                    "dikoordinasikan-pimpinan",
                    "seluruh-unit",
                ),
                _q(
                    "20.b.Laporan-Forum.pdf",
                    7,
                    "Sembilan kegiatan bersama selesai sesuai rencana kerja forum",
                    "sesuai-rencana",
                    "dilaksanakan",
                ),
                _q("20.c.Reviu-Forum.pdf", 3, "Rekomendasi: jadwal pertemuan dimajukan ke triwulan pertama", "reviu"),
            ),
            files=(
                SourceFile(name="20.a.SK-Forum-Kolaborasi.pdf"),
                SourceFile(name="20.b.Laporan-Forum.pdf"),
                SourceFile(name="20.c.Reviu-Forum.pdf", is_added=True),
            ),
        ),
    ),
    GoldenCase(
        stage="visitasi",
        subject=CITY,
        facts=IndicatorFacts(
            number=23,
            confirmed=3,
            previous=2,
            met=(
                "program-terencana",
                "kegiatan-berjalan",
                "sesuai-pedoman",
                "arsitektur-data",
                "data-induk",
                "data-referensi",
                "basis-data",
            ),
            quotes=(
                _q("23.a.Program-Data.pdf", 5, "Program Satu Data Kota tercantum dalam Peta Rencana", "program-terencana"),
                _q(
                    "23.b.Katalog-Data.pdf",
                    14,
                    "Data induk penduduk dan bangunan dikelola walidata",
                    "data-induk",
                    "data-referensi",
                ),
            ),
            files=(SourceFile(name="23.a.Program-Data.pdf"), SourceFile(name="23.b.Katalog-Data.pdf", is_added=True)),
        ),
    ),
    GoldenCase(
        stage="reviu",
        subject=MINISTRY,
        facts=IndicatorFacts(
            number=31,
            confirmed=4,
            previous=3,
            met=(
                "perencanaan",
                "audit-terlaksana",
                "pedoman",
                "seluruh-pokok-teknis",
                "aplikasi-infrastruktur",
                "auditor",
                "auditor-eksternal",
            ),
            quotes=(
                _q(
                    "31.a.Laporan-Audit.pdf",
                    2,
                    "Audit internal keamanan dilaksanakan Inspektorat pada Mei 2025",
                    "auditor",
                    "audit-terlaksana",
                ),
                _q(
                    "31.b.Sertifikat-Audit.pdf",
                    1,
                    "Sertifikat audit keamanan dari lembaga audit terakreditasi",
                    "auditor-eksternal",
                ),
            ),
        ),
    ),
)
