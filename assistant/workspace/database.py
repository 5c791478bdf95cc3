"""Opening the workspace's database: SQLite in WAL mode or any SQLAlchemy URL, brought to the current version on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from assistant.workspace.models import Base
from assistant.workspace.records import WorkspaceError
from corpus.errors import InputError

MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_S = 15
_MIGRATION_LOCK = 5_920_2020  # any number, the same in every process, for PostgreSQL's advisory lock
_REASONS = (
    ("disk is full", "ruang penyimpanan penuh; kosongkan ruang lalu ulangi"),
    ("disk i/o error", "penyimpanannya gagal dibaca atau ditulis, mungkin penuh; periksa ruang kosongnya lalu ulangi"),
    ("database is locked", "sedang dipakai proses lain terlalu lama; tutup proses itu lalu ulangi"),
    ("not a database", "berkas itu bukan basis data SQLite"),
    ("malformed", "berkas itu rusak; pulihkan dari cadangan"),
    ("readonly", "berkas itu hanya dapat dibaca; periksa hak aksesnya"),
    ("read-only", "berkas itu hanya dapat dibaca; periksa hak aksesnya"),
    ("unable to open database file", "berkas atau foldernya tidak dapat dibuka; periksa jalur dan hak aksesnya"),
    ("password authentication failed", "nama pengguna atau kata sandinya salah"),
    ("does not exist", "basis data, pengguna, atau tabelnya tidak ada; periksa alamatnya"),
    ("connection", "peladennya tidak dapat dihubungi; periksa alamatnya dan apakah peladen berjalan"),
)


def open_engine(url: str) -> Engine:
    """An engine on the database at `url`, with all migrations applied.

    Raises:
        InputError: for a URL that cannot be read or whose driver is not installed.
        WorkspaceError: when the database cannot be opened, is no database of ours, or is of a newer version.
    """
    parsed = _parse(url)
    place = parsed.render_as_string(hide_password=True)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    engine = _sqlite_engine(parsed) if is_sqlite else create_engine(parsed, pool_pre_ping=True)
    try:
        with translated(place), writing(engine) as connection:
            _migrate(connection, place)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that may write; committed at the end, undone by any exception."""
    with engine.connect().execution_options(is_write=True) as connection, connection.begin():
        yield connection


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turns the database library's errors into a `WorkspaceError` with a sentence; `place` names the database."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        reason = next((reason for words, reason in _REASONS if words in said.lower()), said.split("\n", 1)[0])
        raise WorkspaceError(f"Ruang kerja {place} tidak dapat dipakai: {reason}. Tidak ada yang tersimpan.") from error


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError) as error:
        raise InputError(
            "Alamat basis data tidak dapat dibaca. Contoh: sqlite:////data/spbe.db atau postgresql+psycopg://nama:sandi@host/spbe."
        ) from error
    except ImportError as error:
        raise InputError(f"Penggerak basis data «{error.name}» belum terpasang. Pasang dengan pip lalu ulangi.") from error
    return parsed


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"Folder {folder} tidak dapat dibuat ({error.strerror}); periksa jalurnya.") from error
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, so that DDL and reads are inside them too
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("is_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _migrate(connection: Connection, place: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    ours = {script.revision for script in scripts.walk_revisions()}
    heads = MigrationContext.configure(connection).get_current_heads()
    newer = sorted(set(heads) - ours)
    if newer:
        raise WorkspaceError(
            f"Ruang kerja {place} dibuat oleh versi Asisten SPBE yang lebih baru (revisi {', '.join(newer)}). "
            "Perbarui Asisten SPBE, lalu buka kembali. Isinya tidak diubah."
        )
    if not heads and set(inspect(connection).get_table_names()) & set(Base.metadata.tables):
        raise WorkspaceError(f"{place} berisi tabel milik aplikasi lain. Pakai basis data yang kosong. Isinya tidak diubah.")
    if set(heads) != set(scripts.get_heads()):
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
