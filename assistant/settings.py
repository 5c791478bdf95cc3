"""Settings of the machine: environment variables with prefix SPBE_, unknown names refused, secrets masked."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

PREFIX = "SPBE_"
_OTHER_NAMES = {"SPBE_DEBUG", "SPBE_TEST_POSTGRES_URL"}


class Settings(BaseSettings):
    """Every setting with its default, unit and meaning; `docs/settings.md` lists them for users."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("asisten-spbe", appauthor=False)),
        description="Folder data: indeks, model, dokumen, dan umpan balik.",
    )
    edition: str = Field(default="2020", description="Edisi rubrik yang dipakai.")
    embedding_model: str = Field(default="", description="Model sentence-transformers; kosong = model bawaan.")
    threads: int = Field(default=0, ge=0, le=256, description="Jumlah inti untuk model pencarian; 0 = semua.")
    host: str = Field(default="127.0.0.1", description="Alamat tempat aplikasi web melayani.")
    port: int = Field(default=7860, ge=1, le=65535, description="Porta aplikasi web.")
    max_question_chars: int = Field(default=4000, ge=100, description="Panjang pertanyaan terpanjang, dalam karakter.")
    max_file_mb: int = Field(default=200, ge=1, le=4000, description="Ukuran satu berkas bukti paling besar, dalam MB.")
    max_pages: int = Field(default=2000, ge=1, le=20000, description="Jumlah halaman satu dokumen bukti paling banyak.")
    read_timeout_s: float = Field(
        default=60.0, gt=0, description="Batas waktu membaca teks satu dokumen (tanpa OCR), dalam detik."
    )
    read_memory_mb: int = Field(default=1024, ge=256, description="Batas memori satu proses pembaca, dalam MB.")
    ocr_page_timeout_s: float = Field(default=90.0, gt=0, description="Batas waktu OCR satu halaman, dalam detik.")
    ocr_workers: int = Field(default=0, ge=0, le=256, description="Jumlah halaman yang di-OCR bersamaan; 0 = satu tiap inti.")
    max_office_pictures: int = Field(
        default=80, ge=0, description="Gambar di dalam satu berkas Office yang di-OCR paling banyak."
    )
    max_zip_files: int = Field(default=3000, ge=1, description="Jumlah berkas dalam satu ZIP paling banyak.")
    max_zip_unpacked_mb: int = Field(default=4000, ge=1, description="Ukuran isi satu ZIP sesudah dibuka paling besar, dalam MB.")
    max_upload_files: int = Field(default=300, ge=1, description="Jumlah berkas yang diunggah seorang pengguna paling banyak.")
    max_upload_total_mb: int = Field(default=1000, ge=1, description="Jumlah ukuran berkas yang diunggah paling besar, dalam MB.")
    database_url: str = Field(default="", description="Basis data penilaian (URL SQLAlchemy); kosong = SQLite di folder data.")
    llm_url: str = Field(default="", description="Alamat peladen model bahasa (gaya OpenAI); kosong = tanpa model.")
    llm_model: str = Field(default="", description="Nama model bahasa pada peladen itu.")
    llm_key: SecretStr = Field(default=SecretStr(""), description="Kunci peladen model bahasa.")
    llm_timeout_s: float = Field(default=20.0, gt=0, description="Batas tunggu jawaban model bahasa, dalam detik.")


def load_settings(**overrides: object) -> Settings:
    """The settings of the environment, with `overrides` (None = not given) on top.

    Raises:
        SettingsError: for an unknown SPBE_ name or a bad value, naming it.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields} | _OTHER_NAMES
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"Pengaturan {name} tidak dikenal. Yang dikenal: {', '.join(sorted(known))}.")
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        fault = error.errors()[0]
        name = PREFIX + str(fault["loc"][0]).upper()
        raise SettingsError(f"Nilai pengaturan {name} salah: {fault['input']!r}. Lihat docs/settings.md.") from error
