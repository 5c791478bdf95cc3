"""Short documents of our own writing, one for each kind, as pages of text."""

from __future__ import annotations

from indexer.reading.pages import DocumentText, PageText, TextSource


def document(*pages: str, file: str = "08_berkas.pdf", source: TextSource = "text_layer", title: str = "") -> DocumentText:
    """A read document with those pages."""
    return DocumentText(
        file=file,
        sha256="0" * 64,
        outcome="read",
        sentence="",
        n_pages=len(pages),
        pages=tuple(PageText(number=number, text=text, source=source) for number, text in enumerate(pages, 1)),
        title=title,
    )


DRAFT = """WALI KOTA MEKAR
RANCANGAN
PERATURAN WALI KOTA MEKAR
NOMOR ..... TAHUN 2023
TENTANG
PENYELENGGARAAN SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK
DENGAN RAHMAT TUHAN YANG MAHA ESA
Menimbang : bahwa perlu tata kelola
Mengingat : 1. Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 5 Tahun 2018 tentang Pedoman Evaluasi SPBE;
MEMUTUSKAN:
Menetapkan : PERATURAN WALI KOTA TENTANG PENYELENGGARAAN SPBE
Pasal 5
Arsitektur SPBE memuat referensi arsitektur dan domain arsitektur proses bisnis, data, layanan, aplikasi, infrastruktur, keamanan.
Pasal 8
Peta Rencana SPBE disusun untuk jangka waktu 5 (lima) tahun.
Ditetapkan di Mekar
pada tanggal .........."""

REGULATION = """GUBERNUR NUSA INDAH
PERATURAN GUBERNUR NUSA INDAH
NOMOR 45 TAHUN 2021
TENTANG
PEDOMAN MANAJEMEN KEAMANAN INFORMASI
DI LINGKUNGAN PEMERINTAH PROVINSI NUSA INDAH
DENGAN RAHMAT TUHAN YANG MAHA ESA
GUBERNUR NUSA INDAH,
Menimbang : bahwa informasi dalam aplikasi SPBE merupakan aset yang perlu dilindungi;
Mengingat : 1. Undang-Undang Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik;
MEMUTUSKAN:
Menetapkan : PERATURAN GUBERNUR TENTANG PEDOMAN MANAJEMEN KEAMANAN INFORMASI
Pasal 3
Ruang lingkup manajemen keamanan informasi SPBE ditetapkan oleh penanggung jawab keamanan.
Pasal 5
Manajemen keamanan informasi meliputi perencanaan, dukungan pengoperasian, evaluasi kinerja, dan perbaikan berkelanjutan.
Ditetapkan di Indah
pada tanggal 3 Mei 2021
GUBERNUR NUSA INDAH,
ttd"""

DECREE = """BUPATI SUKAMAJU
KEPUTUSAN BUPATI SUKAMAJU
NOMOR : 188.45/231/2022
TENTANG
PEMBENTUKAN TIM KOORDINASI SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK
BUPATI SUKAMAJU,
Menimbang : a. bahwa perlu dibentuk Tim Koordinasi SPBE;
MEMUTUSKAN:
KESATU : Membentuk Tim Koordinasi SPBE dengan susunan keanggotaan dalam Lampiran.
Ditetapkan di Sukamaju
pada tanggal 14 Maret 2022"""

NATIONAL = """PRES IDEN
REPUBLIK INDONESIA
PERATURAN PRESIDEN REPUBLIK INDONESIA
NOM0R 39 TAHUN 2019
TENTANG
SATU DATA INDONESIA
DENGAN RAHMAT TUHAN YANG MAHA ESA
Menimbang : bahwa perlu keterpaduan
MEMUTUSKAN:
Pasal 1 Satu Data Indonesia adalah kebijakan tata kelola data. Walidata, produsen data, data induk, kode referensi.
Ditetapkan di Jakarta
pada tanggal 12 Juni 2019"""

MINISTRY = """PERATURAN BADAN CONTOH NASIONAL REPUBLIK INDONESIA
NOMOR 14 TAHUN 2021
TENTANG
MANAJEMEN PENGETAHUAN DI LINGKUNGAN {house}
Menimbang : perlu
MEMUTUSKAN:
Ditetapkan di Jakarta
pada tanggal 2 Juli 2021"""

EDICT = """PEMERINTAH KOTA MEKAR
SURAT EDARAN
NOMOR 045/12/SE/2022
TENTANG
PENGGUNAAN APLIKASI SRIKANDI
Yth. Kepala Perangkat Daerah
Seluruh perangkat daerah wajib memakai aplikasi SRIKANDI untuk surat masuk dan surat keluar."""

SOP = """PEMERINTAH KABUPATEN SUKAMAJU
DINAS KOMUNIKASI DAN INFORMATIKA
Nomor SOP : 065/14/SOP/Kominfo/2020
Tanggal Pembuatan : 6 Januari 2020
Disahkan oleh : Kepala Dinas
Nama SOP : Penanganan Gangguan Layanan TIK (Helpdesk)
Kualifikasi Pelaksana
1. Pengguna menyampaikan keluhan melalui tiket helpdesk. 2. Petugas service desk mencatat. 3. Teknisi menangani gangguan."""

INVITATION = """PEMERINTAH KABUPATEN SUKAMAJU
Nomor : 005/112/Kominfo/2022
Sifat : Penting
Hal : Undangan Rapat Evaluasi Penerapan Manajemen Risiko SPBE
Mengharap kehadiran Saudara pada rapat manajemen risiko SPBE pada hari Kamis tanggal 3 Februari 2022."""

EVALUATION = """LAPORAN HASIL EVALUASI
SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK (SPBE)
PEMERINTAH KABUPATEN SUKAMAJU TAHUN 2022
Indeks SPBE 2,87 Predikat Baik. Indikator 1 tingkat kematangan kebijakan internal arsitektur SPBE: level 3."""

MINUTES = """NOTULEN RAPAT
Hari/Tanggal : Selasa, 12 Juli 2022
Acara : Reviu Kebijakan Manajemen Keamanan Informasi SPBE
Pembahasan: evaluasi kebijakan keamanan informasi. Isu dan permasalahan: ruang lingkup belum lengkap.
Rekomendasi perbaikan: penyempurnaan kebijakan keamanan informasi."""

TERMS = "KERANGKA ACUAN KERJA (KAK)\nPENGEMBANGAN APLIKASI PERIZINAN ONLINE\nDINAS KOMINFO KOTA MEKAR\n1. Latar Belakang"
CONTRACT = "PERJANJIAN KERJA SAMA\nANTARA\nPEMERINTAH KOTA MEKAR\nDENGAN\nUNIVERSITAS MEKAR\nNOMOR : 415.4/12/PKS/2021"
AUDIT = "LAPORAN HASIL AUDIT KEAMANAN SPBE\nPEMERINTAH PROVINSI NUSA INDAH\nTAHUN 2022\nTemuan: enkripsi kata sandi lemah."
PLAN = "PETA RENCANA SPBE\nPEMERINTAH KABUPATEN SUKAMAJU 2022-2026\nKATA PENGANTAR\nMatriks program SPBE per tahun."
REPORT = "LAPORAN PELAKSANAAN BIMBINGAN TEKNIS\nDINAS KOMINFO KOTA MEKAR\nMekar, November 2021\nPelatihan jaringan."
FORM = "FORMULIR 3.0 PROFIL RISIKO SPBE\nUnit Pemilik Risiko SPBE : Dinas Kominfo\nKategori Risiko SPBE | Kejadian | Dampak"
GUIDE = "PEDOMAN TEKNIS PENGELOLAAN RISIKO\nDINAS KOMINFO KOTA MEKAR\nBAB I PENDAHULUAN Pedoman ini menjadi acuan."
DATASET = "DAFTAR INVENTARIS PERANGKAT TIK\nDINAS KOMINFO KOTA MEKAR\nNo Nama Merk Tahun\n1 Server rack HP 2019\n2 Router 2020"
MANUAL = """BUKU PANDUAN PENGGUNA
APLIKASI SRIKANDI
1. Login: masukkan username dan password lalu klik tombol Masuk.
2. Registrasi naskah masuk: pilih menu Naskah Masuk, klik Registrasi, cari nomor surat, unggah file, unduh naskah dinas.
3. Disposisi surat masuk: klik tombol Disposisi, pilih penerima, kirim. Verifikasi naskah, setujui atau tolak."""
SCREENSHOT = """SIMPEG Kota Mekar
Beranda Profil Login
Username Password Login
Dashboard Data Pegawai Kenaikan Pangkat Cuti
Showing 1 to 10 of 250 entries Previous Next"""
SLIDES = ("Bahan Paparan\nTransformasi Digital", "Capaian", "Rencana", "Tindak Lanjut", "Terima Kasih")
UNRELATED = """WALI KOTA MEKAR
PERATURAN WALI KOTA MEKAR
NOMOR 12 TAHUN 2020
TENTANG
RETRIBUSI PELAYANAN PASAR
Menimbang : bahwa retribusi perlu disesuaikan;
MEMUTUSKAN:
Pasal 1 Retribusi adalah pungutan daerah. Pasal 2 Pedagang wajib membayar retribusi kios dan los.
Ditetapkan di Mekar
pada tanggal 2 Januari 2020"""
VENDOR = """Solusi Data Center untuk Pemerintah
PT Solusi Awan Tbk
Company profile
Our customers
Layanan kami: colocation, cloud pemerintah, pusat data. Hubungi kami untuk penawaran harga."""
EXPLANATION = """Indikator 27. Penerapan Manajemen Perubahan SPBE
Kriteria penilaian: tingkat 1 tanpa perencanaan; tingkat 2 dengan perencanaan; tingkat 3 sesuai pedoman; tingkat 4 direviu;
tingkat 5 ditindaklanjuti."""
