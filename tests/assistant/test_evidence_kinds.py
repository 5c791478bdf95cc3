"""Kinds of documents: papers of each kind as different agencies write them, and near misses; texts of our own."""

from __future__ import annotations

import evidence_texts as texts
import pytest

from assistant.evidence.facts import facts_of
from corpus.document_kinds import DOCUMENT_TYPES, DocumentKinds, load_document_kinds
from indexer.reading.pages import TextSource

HEAD = "PEMERINTAH PROVINSI LEMBAYUNG\nDINAS STATISTIK DAN INFORMATIKA\nJl. Kenanga No. 4 Lembayung 55123\n"
EVENT = "hari/tanggal : Rabu, 7 Mei 2025\nwaktu : pukul 09.00\ntempat : Ruang Anggrek\n"
LETTER = HEAD + "Nomor : 005/77/DSI/2025\nSifat : Biasa\nLampiran : -\nHal : {subject}\nYth. Kepala Biro Umum\ndi tempat\n"
PARTIES = "Pada hari ini Senin yang bertanda tangan di bawah ini\nPIHAK PERTAMA : Kepala Dinas\nPIHAK KEDUA : Direktur Utama\n"
BODY = "Bagian ini menerangkan apa yang telah dikerjakan oleh tim sepanjang tahun bersama unit kerja lain.\n" * 4
RULE = "{head}\nNOMOR {number}\nTENTANG\n{title}\nMenimbang : bahwa perlu ditetapkan\nMEMUTUSKAN:\n{dictum}\n"

VARIANTS: dict[str, tuple[str, ...]] = {
    "agency_regulation": (
        RULE.format(head="PERATURAN WALI KOTA TERATAI", number="9 TAHUN 2024", title="ARSITEKTUR SPBE", dictum="Pasal 1\nisi"),
        RULE.format(head="PERATURAN DAERAH KABUPATEN MELATI", number="2 TAHUN 2023", title="SATU DATA", dictum="Pasal 1\nisi"),
        RULE.format(
            head="PERATURAN REKTOR UNIVERSITAS TERATAI", number="14 TAHUN 2022", title="AUDIT TIK", dictum="Pasal 1\nisi"
        ),
        "Menimbang : a. bahwa data perlu diatur\nMengingat : 1. Undang-Undang\nMEMUTUSKAN:\nMenetapkan : PERATURAN BUPATI MELATI TENTANG DATA\n"
        "Pasal 1\nDalam Peraturan Bupati ini yang dimaksud dengan data.\nPasal 2\nisi",
        RULE.format(head="PERATURAN GUBERNUR LEMBAYUNG", number="31 TAHUN 2021", title="PEDOMAN PETA RENCANA", dictum="Pasal 1"),
    ),
    "decree": (
        RULE.format(
            head="KEPUTUSAN DIREKTUR RSUD TERATAI", number="445/12/2024", title="TIM TEKNOLOGI INFORMASI", dictum="KESATU : tim"
        ),
        RULE.format(
            head="SURAT KEPUTUSAN REKTOR UNIVERSITAS MELATI", number="88/UN/2023", title="KOMITE DATA", dictum="PERTAMA : isi"
        ),
        RULE.format(
            head="KEPUTUSAN KEPALA DINAS PERHUBUNGAN", number="55/2022", title="PENETAPAN PETA RENCANA", dictum="KESATU : isi"
        ),
        "Menimbang : bahwa perlu dibentuk tim\nMengingat : Peraturan Bupati\nMEMUTUSKAN\nKESATU : Membentuk tim data.\nKEDUA : Tim bertugas.",
        RULE.format(
            head="KEPUTUSAN BUPATI MELATI", number="3/2024", title="PEDOMAN LAYANAN HELPDESK", dictum="KESATU : isi " * 60
        ),
    ),
    "circular": (
        HEAD + "SURAT EDARAN\nNOMOR 4 TAHUN 2024\nTENTANG\nPENGGUNAAN SUREL DINAS\nYth. para kepala biro",
        HEAD + "SURAT EDARAN\nNomor : 41/SE/2025\nYth. para kepala bagian\nSeluruh pegawai wajib memakai surel dinas.",
        RULE.format(head="INSTRUKSI GUBERNUR LEMBAYUNG", number="1 TAHUN 2023", title="MIGRASI DATA", dictum="KESATU : isi"),
        LETTER.format(subject="Edaran Pemakaian Tanda Tangan Elektronik") + "Setiap unit memakai tanda tangan elektronik.",
    ),
    "sop": (
        "RUMAH SAKIT TERATAI\nPENDAFTARAN PASIEN DARING\nNo. Dokumen : 17/IT/2024  No. Revisi : 0  Halaman : 1/1\nTanggal Terbit : 3 Maret 2024\n"
        "PENGERTIAN Pendaftaran lewat laman.\nKEBIJAKAN Peraturan Direktur.\nPROSEDUR 1. Pasien mengisi data.\nUNIT TERKAIT Rekam medis",
        "UNIVERSITAS MELATI\nPROSEDUR OPERASIONAL BAKU\nPENCADANGAN DATA AKADEMIK\n1. Teknisi menyalin data.",
        HEAD
        + "Nomor SOP : 7/SOP/2023\nTgl Pembuatan : 2 Mei 2023\nTgl Efektif : 4 Mei 2023\nNama SOP : Permintaan Akun\nKualifikasi Pelaksana : D3",
        "INSTRUKSI KERJA\nPENGGANTIAN KATA SANDI SERVER\nDINAS STATISTIK\n1. Teknisi membuka konsol.",
        "STANDAR PROSEDUR OPERASIONAL\nPENANGANAN GANGGUAN JARINGAN\nRSUD MELATI",
    ),
    "guideline": (
        "PETUNJUK TEKNIS\nPENGELOLAAN METADATA STATISTIK\nDINAS STATISTIK PROVINSI LEMBAYUNG\nBAB I PENDAHULUAN",
        "PEDOMAN PEMBANGUNAN APLIKASI\nKEMENTERIAN TERATAI\n1. Umum",
        "BUKU SAKU\nKEAMANAN INFORMASI BAGI PEGAWAI\nKota Teratai",
        "PANDUAN PENYUSUNAN PETA PROSES BISNIS\nBIRO ORGANISASI\n" + BODY,
        "BUKU PANDUAN\nPENYUSUNAN LAPORAN TAHUNAN\nBIRO UMUM\n" + BODY,
        "PETUNJUK PELAKSANAAN PENGGUNAAN DANA OPERASIONAL\nBIRO UMUM\n" + BODY,
    ),
    "plan": (
        "RENCANA STRATEGIS\nDINAS STATISTIK\nTAHUN 2025-2029",
        "PETA JALAN TRANSFORMASI DIGITAL\nUNIVERSITAS MELATI\n2024-2028",
        "DOKUMEN ARSITEKTUR SPBE\nKOTA TERATAI\n2024-2028",
        "BUSINESS CONTINUITY PLAN\nPUSAT DATA KEMENTERIAN TERATAI",
        "FORMULIR MANAJEMEN RISIKO SPBE 2025\nUnit : Biro Umum\nRENCANA PENANGANAN RISIKO\nRisiko Tindakan Keluaran Jadwal Penanggung jawab\n"
        "R1 cadangkan data berkas cadangan Maret Kepala Biro",
        "RENCANA KERJA DAN ANGGARAN\nSATUAN KERJA PERANGKAT DAERAH\nTahun 2025",
    ),
    "report": (
        HEAD
        + "LAPORAN KEGIATAN\nPELATIHAN OPERATOR DATA\nHari/Tanggal : Senin, 2 Juni 2025\nTempat : Aula\nPeserta : 40 orang\n"
        + BODY,
        "LAPORAN PEMANTAUAN APLIKASI SPBE\nTRIWULAN I 2025\n" + BODY,
        "KAJIAN KEBUTUHAN PUSAT DATA\nKABUPATEN MELATI\n" + BODY,
        "LAPORAN HASIL PENILAIAN RISIKO SPBE\nKOTA TERATAI 2024\nNilai risiko tiap domain dan indikator.",
        LETTER.format(subject="Laporan Pelaksanaan Manajemen Aset TIK Semester I") + BODY,
    ),
    "minutes": (
        HEAD + "CATATAN RAPAT\n" + EVENT + "Pembahasan\n1. Data dibahas.",
        HEAD + "HASIL PEMBAHASAN RAPAT KOORDINASI DATA\n" + EVENT,
        "RISALAH PERTEMUAN\n" + EVENT + "Kesimpulan :\n1. Sepakat.",
        HEAD + "Rapat Koordinasi Data\n" + EVENT + "Pimpinan rapat : Kepala Dinas\nNotulis : Sekretaris\nKesimpulan : setuju",
        "BERITA ACARA\nRAPAT PEMBAHASAN PETA RENCANA SPBE\nPada hari ini telah dibahas peta rencana.",
        "NOTULA\nRAPAT PEMBAHASAN HASIL EVALUASI SPBE\n" + EVENT + "Indeks dan nilai domain dibahas. Kesimpulan : perbaikan.",
        "RESUME RAPAT\nREVIU KEBIJAKAN AUDIT TIK\n" + EVENT,
    ),
    "invitation": (
        LETTER.format(subject="Undangan Rapat Hasil Evaluasi SPBE") + "Kami mengundang Saudara pada:\n" + EVENT,
        LETTER.format(subject="Sosialisasi Peta Rencana") + "Kami mengharapkan kehadiran Saudara pada:\n" + EVENT,
        HEAD + "NOTA DINAS\nKepada : Kepala Bagian\nDari : Sekretaris\nHal : Undangan Rapat Laporan Akhir\n" + EVENT,
        "SURAT UNDANGAN\nYth. Rektor Universitas Melati\nMohon kehadiran Bapak pada:\n" + EVENT,
        "Kepada Yth. Para Dekan\nDengan hormat, kami mengundang Bapak dan Ibu untuk hadir pada:\n" + EVENT,
    ),
    "audit_report": (
        "LAPORAN HASIL PENGUJIAN KEAMANAN\nAPLIKASI PERIZINAN KOTA TERATAI",
        "PENETRATION TESTING REPORT\nportal layanan Universitas Melati",
        "INSPEKTORAT KABUPATEN MELATI\nLAPORAN\nHASIL AUDIT INFRASTRUKTUR SPBE\nTahun 2025",
        "INSPEKTORAT UTAMA\nPusat Data\nTujuan Audit : menilai kendali\nRuang Lingkup Audit : ruang server\nTim Auditor : tiga orang\n"
        "Temuan : pintu\nRekomendasi : kunci",
    ),
    "terms_of_reference": (
        "KERANGKA ACUAN KERJA\nPENYUSUNAN ARSITEKTUR SPBE\nDINAS STATISTIK",
        "TERM OF REFERENCE (TOR)\nPELATIHAN AUDITOR TIK\nUniversitas Melati",
        "KERANGKA ACUAN KEGIATAN\nEVALUASI SPBE KOTA TERATAI\nLatar belakang",
        "Pengadaan Jaringan Antarkantor\nLatar Belakang :\nMaksud dan Tujuan :\nRuang Lingkup Pekerjaan :\nTenaga Ahli :\nSumber Pendanaan :",
    ),
    "contract": (
        "NOTA KESEPAHAMAN\nANTARA PEMERINTAH KOTA TERATAI DENGAN UNIVERSITAS MELATI\nTENTANG PERTUKARAN DATA",
        "MEMORANDUM OF UNDERSTANDING\nBETWEEN\nDINAS STATISTIK\nAND\nUNIVERSITAS MELATI",
        "SURAT PERINTAH KERJA\nNomor : 12/SPK/2025\nPekerjaan : pemeliharaan jaringan",
        "KERJA SAMA LAYANAN DATA\n" + PARTIES + "Pasal 1\nRUANG LINGKUP\nPasal 2\nHAK DAN KEWAJIBAN\nPasal 3\nJANGKA WAKTU",
        "PERJANJIAN TINGKAT LAYANAN\nPUSAT DATA\n" + PARTIES,
    ),
    "manual": (
        "PETUNJUK PENGGUNAAN APLIKASI e-ARSIP\nBiro Umum\n1. Buka laman.",
        "PANDUAN\nREGISTRASI AKUN PORTAL LAYANAN\nKota Teratai",
        "USER GUIDE\nSistem Informasi Akademik\nUniversitas Melati",
        "TATA CARA PENGGUNAAN SISTEM INFORMASI CUTI\nRSUD Teratai",
        "PETUNJUK TEKNIS PENGOPERASIAN APLIKASI E-KINERJA\nBadan Kepegawaian",
        "MANUAL BOOK SIM-ASET",
        "PETUNJUK PENGISIAN LAPORAN MELALUI APLIKASI E-LAPOR\nBiro Umum",
    ),
    "screenshot": (
        "SIPEGAWAI Kota Teratai\nhttps://sipegawai.teratai.go.id/dashboard\nBeranda Profil Logout\nData Pegawai Cuti Rekap Absensi\nTambah Edit Hapus\n"
        "Showing 1 to 10 of 85 entries",
        "BUKTI APLIKASI PENGADUAN\nURL: https://aduan.melati.go.id\nGambar 1. Halaman masuk\nGambar 2. Daftar aduan",
        "TANGKAPAN LAYAR\nAplikasi Persuratan\nSurat Masuk Surat Keluar Disposisi",
        "http://192.168.7.2/anggaran\nBeranda Menu Rekap Pagu Laporan\nCari Simpan Batal\nNo Uraian Pagu Status\nLembar Disposisi",
    ),
    "dataset": (
        "DAFTAR INVENTARIS SERVER\nNo Nama Merek Tahun\n1 Rak A 2020\n2 Rak B 2021",
        "REKAPITULASI ADUAN MASYARAKAT 2025\nNo Bulan Jumlah\n1 Januari 12\n2 Februari 15",
        "DAFTAR APLIKASI PEMERINTAH KOTA TERATAI\nNo Nama Pemilik\n1 e-Arsip Biro Umum",
        "KAMUS DATA\nLAYANAN KEPENDUDUKAN\nKolom Tipe Panjang\nnik teks 16",
        "RISK REGISTER\nBiro Umum\nNo Risiko Nilai\n1 Listrik padam 12",
    ),
    "national_regulation": (
        RULE.format(
            head="PERATURAN MENTERI DALAM NEGERI\nREPUBLIK INDONESIA", number="7 TAHUN 2021", title="DATA", dictum="Pasal 1"
        ),
        RULE.format(head="PERATURAN PRESIDEN REPUBLIK INDONESIA", number="9 TAHUN 2022", title="LAYANAN", dictum="Pasal 1"),
        "UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 3 TAHUN 2020\nTENTANG\nDATA\nDENGAN RAHMAT TUHAN YANG MAHA ESA\nPasal 1",
        RULE.format(
            head="KEPUTUSAN MENTERI KEUANGAN REPUBLIK INDONESIA", number="4/2020", title="TARIF LAYANAN", dictum="KESATU : isi"
        ),
    ),
    "evaluation_result": (
        "LAPORAN HASIL EVALUASI PENERAPAN SPBE\nKOTA TERATAI 2024\nIndeks 3,01 Predikat Baik Domain Kebijakan",
        HEAD + "BERITA ACARA\nHASIL PENILAIAN MANDIRI SPBE\nNo Indikator Nilai\n1 Arsitektur 3",
        "LEMBAR HASIL PEMANTAUAN DAN EVALUASI SPBE\nUniversitas Melati\nDomain Nilai Indeks",
        LETTER.format(subject="Penyampaian Hasil Evaluasi SPBE Tahun 2024") + "Terlampir nilai indeks dan predikat.",
        "REKAPITULASI NILAI INDEKS SPBE\nPERANGKAT DAERAH 2024\nNo Aspek Nilai",
    ),
    "form": (
        "FORMULIR PERMINTAAN LAYANAN\nNama : ........\nUnit : ........",
        "PAKTA INTEGRITAS\nSaya yang bertanda tangan di bawah ini",
        "DAFTAR PERIKSA KESIAPAN SERVER\nNo Hal Ya Tidak",
        "Layanan Pusat Data\nNama Pemohon : Ani\nJenis Permintaan : akun\nAlasan Permintaan : pegawai baru\nNIP : 1980",
        "FORMULIR RENCANA PENANGANAN RISIKO\nTindakan : ..........\nTarget : ..........\nJadwal : ..........\nPenanggung jawab : ..........\n"
        "Keluaran : ..........\nAnggaran : ..........",
    ),
    "other": (
        "BERITA ACARA SERAH TERIMA PEKERJAAN\nNomor : 4/BAST/2025\n" + PARTIES + "PIHAK PERTAMA menyerahkan barang.",
        "CV SINAR TERATAI\nPROPOSAL PENAWARAN\nPENYUSUNAN PETA RENCANA SPBE\nHarga berlaku 30 hari.",
        LETTER.format(subject="Penyampaian Laporan Audit Keamanan") + "Bersama ini kami sampaikan laporan tersebut.",
        LETTER.format(subject="Permohonan Narasumber Pelatihan Arsitektur SPBE") + "Mohon kesediaan Saudara.\n" + EVENT,
        HEAD + "SURAT TUGAS\nNomor : 800/4/2025\nDasar : Rencana Kerja Dinas\nMenugaskan Ani",
        "SIARAN PERS\nPemerintah Kota Teratai membuka layanan baru.",
    ),
}


@pytest.fixture(scope="module")
def kinds() -> DocumentKinds:
    return load_document_kinds()


def kind_of(kinds: DocumentKinds, *pages: str, source: TextSource = "text_layer") -> str:
    return facts_of(texts.document(*pages, source=source), kinds).document_type


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, variants in VARIANTS.items() for text in variants])
def test_kind_and_the_words_it_rests_on(kinds: DocumentKinds, text: str, kind: str) -> None:
    found = facts_of(texts.document(text), kinds)
    assert found.document_type == kind
    quote = dict(found.quotes).get("document_type")
    assert quote is None or quote.verified


def test_every_kind_has_at_least_four_variants() -> None:
    few = {kind for kind in DOCUMENT_TYPES if len(VARIANTS.get(kind, ())) < 4}
    assert few == {"presentation"}  # which needs pages: see below


@pytest.mark.parametrize(
    "pages",
    [
        ("PAPARAN KEPALA DINAS\nTransformasi Digital", "Capaian", "Rencana", "Penutup"),
        ("Kemajuan Arsitektur SPBE\nDisampaikan pada rapat bulanan", "Capaian 60%", "Kendala jaringan", "Tindak lanjut"),
        ("RENCANA AKSI SPBE 2025\nKota Teratai", "Sasaran", "Program", "Jadwal", "Terima kasih"),
        ("Jaringan Intra Kota", "Mengapa perlu", "Kondisi", "Langkah", "Biaya"),
    ],
)
def test_slides_are_a_presentation(kinds: DocumentKinds, pages: tuple[str, ...]) -> None:
    assert kind_of(kinds, *pages) == "presentation"


def test_a_plan_of_short_pages_is_no_presentation(kinds: DocumentKinds) -> None:
    pages = ("PETA RENCANA SPBE\nKABUPATEN MELATI", *(f"BAB {number}\n{BODY * 3}" for number in range(1, 5)))
    assert kind_of(kinds, *pages) == "plan"


def test_a_decree_that_puts_a_guideline_into_force_is_that_guideline(kinds: DocumentKinds) -> None:
    head = "KEPUTUSAN KEPALA DINAS STATISTIK"
    decree = RULE.format(
        head=head, number="7/2024", title="PENETAPAN PEDOMAN PENGELOLAAN DATA", dictum="KESATU : Menetapkan Pedoman."
    )
    annex = "LAMPIRAN KEPUTUSAN KEPALA DINAS\nNOMOR 7/2024\nPEDOMAN PENGELOLAAN DATA\nI. PENDAHULUAN\n" + BODY
    assert kind_of(kinds, decree, annex) == "guideline"
    assert kind_of(kinds, decree, "LAMPIRAN\nSUSUNAN TIM\n1. Ani") == "decree"
    assert kind_of(kinds, decree.replace("PEDOMAN PENGELOLAAN", "TIM"), annex.replace("PEDOMAN", "TIM")) == "decree"


def test_a_letter_is_what_it_sends(kinds: DocumentKinds) -> None:
    letter = LETTER.format(subject="Penyampaian Dokumen") + "Bersama ini kami kirim dokumen dimaksud."
    assert kind_of(kinds, letter) == "other"
    assert kind_of(kinds, letter, "RENCANA INDUK\nDATA DAERAH\n" + BODY) == "plan"


def test_an_invitation_stays_one_with_its_list(kinds: DocumentKinds) -> None:
    letter = LETTER.format(subject="Undangan Pembahasan Peta Rencana") + EVENT
    assert kind_of(kinds, letter, "DAFTAR PESERTA\n1. Kepala Dinas") == "invitation"


def test_the_dirt_of_a_scan_does_not_hide_the_form(kinds: DocumentKinds) -> None:
    text = (
        "RUMAH SAKIT MELATI\nAi No. Dokumen: No. Revisi: . Halaman:\n12/2024 | 01\nSTANDAR anggal terbit: 4 Mei 2024\nPR0SEDUR\n"
        "' PENGERTIAN | Pencatatan data pasien.\n- KEBIJAKAN Peraturan Direktur\n: PROSEDUR 1. Petugas mencatat.\n- UNIT TERKAIT Rekam medis"
    )
    assert kind_of(kinds, text, source="ocr") == "sop"


def test_a_report_with_pictures_of_screens_stays_a_report(kinds: DocumentKinds) -> None:
    text = "LAPORAN PEMELIHARAAN APLIKASI\nhttps://surat.melati.go.id\nGambar 1. Halaman masuk\n" + BODY
    assert kind_of(kinds, text) == "report"


def test_a_circular_that_is_cited_makes_no_circular(kinds: DocumentKinds) -> None:
    assert (
        kind_of(kinds, "Rekomendasi Belanja TIK\nSurat Edaran Sekretaris Daerah meminta setiap unit mengajukan usul.\n" + BODY)
        == "other"
    )
