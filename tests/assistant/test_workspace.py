"""The workspace on a real SQLite file, and on PostgreSQL when SPBE_TEST_POSTGRES_URL names an empty database."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from assistant.indeks import compute_indeks
from assistant.workspace.agreement import agreement_of, cohens_kappa, measure_agreement
from assistant.workspace.commands import (
    AssignUnit,
    ClaimLevel,
    Command,
    ConfirmLevel,
    DecideDraft,
    ProposeDraft,
    ProposeRange,
    WriteText,
)
from assistant.workspace.conflicts import ConflictError
from assistant.workspace.database import translated
from assistant.workspace.evidence_commands import AttachEvidence, DetachEvidence
from assistant.workspace.exchange import former_names
from assistant.workspace.models import Base
from assistant.workspace.records import (
    Agency,
    AgencyKind,
    Quote,
    WorkspaceError,
    aspect_subject,
    indicator_subject,
    subject_number,
)
from assistant.workspace.store import Workspace
from assistant.workspace.wording import describe, describe_agency, format_moment
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
POSTGRES_URL = os.environ.get("SPBE_TEST_POSTGRES_URL", "")
START = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
SHA = "ab" * 32


class Clock:
    """A clock that moves a minute at each look."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES_URL, reason="SPBE_TEST_POSTGRES_URL tidak diisi")),
    ]
)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ruang kerja' / 'spbe.db'}"
        return
    engine = create_engine(POSTGRES_URL)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    yield POSTGRES_URL


@pytest.fixture
def workspace(url: str) -> Iterator[Workspace]:
    """An empty workspace."""
    with Workspace.open(url, [RUBRIC], clock=Clock()) as opened:
        yield opened


def start(workspace: Workspace) -> int:
    """The id of a new assessment."""
    agency = workspace.create_agency("kabupaten", "Contoh Raya", "Ani")
    return workspace.create_assessment(agency.id, 2026, "2020", "Ani").id


def test_a_level_goes_from_claim_to_confirmation(workspace: Workspace) -> None:
    assessment = start(workspace)
    workspace.apply(assessment, [ClaimLevel(indicator=21, level=4)], "Ani Lestari")
    workspace.apply(assessment, [ProposeRange(indicator=21, low=2, high=3)], "Asisten SPBE")
    workspace.apply(assessment, [ConfirmLevel(indicator=21, level=3)], "  Budi   Santoso ")
    state = workspace.state(assessment).indicator(21)
    assert (state.claimed, state.proposed, state.confirmed, state.version) == (4, (2, 3), 3, 3)
    assert state.confirmed_by == "Budi Santoso" and state.confirmed_at == START + timedelta(minutes=5)
    assert workspace.state(assessment).confirmed_levels() == {21: 3}
    assert compute_indeks(workspace.state(assessment).confirmed_levels(), RUBRIC).is_partial


def test_every_state_of_the_past_can_be_shown(workspace: Workspace) -> None:
    assessment = start(workspace)
    for level in (2, 3, None):
        workspace.apply(assessment, [ConfirmLevel(indicator=1, level=level)], "Ani")
    moments = [event.at for event in workspace.events(assessment)]
    assert [workspace.state_at(assessment, at).indicator(1).confirmed for at in moments] == [2, 3, None]
    assert workspace.state_at(assessment, moments[0] - timedelta(seconds=1)).subjects == {}
    assert workspace.state(assessment).indicator(1).confirmed_by == ""


def test_events_say_who_what_and_before_after(workspace: Workspace) -> None:
    assessment = start(workspace)
    workspace.apply(assessment, [ClaimLevel(indicator=2, level=1), ClaimLevel(indicator=2, level=3)], "Ani")
    first, second = workspace.events(assessment, "indikator-2")
    assert (first.before, first.after) == ({"claimed": None}, {"claimed": 1})
    assert (second.before, second.after, second.version) == ({"claimed": 1}, {"claimed": 3}, 2)
    assert describe(second, UTC) == "Ani, 3 Maret 2026 02.04: Indikator 2, level klaim 1 → 3."


def test_a_deed_that_changes_nothing_makes_no_event(workspace: Workspace) -> None:
    assessment = start(workspace)
    workspace.apply(assessment, [ClaimLevel(indicator=2, level=1)], "Ani")
    assert workspace.apply(assessment, [ClaimLevel(indicator=2, level=1)], "Budi") == ()
    assert workspace.apply(assessment, [], "Budi") == ()


def test_two_people_editing_one_indicator(workspace: Workspace) -> None:
    assessment = start(workspace)
    seen = {"indikator-21": workspace.state(assessment).indicator(21).version}
    workspace.apply(assessment, [ConfirmLevel(indicator=21, level=2)], "Ani", versions=seen)
    with pytest.raises(ConflictError, match=r"Indikator 21 sudah diubah(.|\n)*Ani(.|\n)*kosong → 2") as error:
        workspace.apply(
            assessment,
            [ConfirmLevel(indicator=5, level=5), ConfirmLevel(indicator=21, level=4)],
            "Budi",
            versions=seen,
        )
    assert error.value.conflicts[0].events[0].person == "Ani"
    state = workspace.state(assessment)
    assert state.indicator(21).confirmed == 2 and state.indicator(5).confirmed is None
    workspace.apply(assessment, [ConfirmLevel(indicator=21, level=4)], "Budi", versions={"indikator-21": 1})
    assert [event.person for event in workspace.events(assessment, "indikator-21")] == ["Ani", "Budi"]


def test_other_indicators_do_not_conflict(workspace: Workspace) -> None:
    assessment = start(workspace)
    workspace.apply(assessment, [ClaimLevel(indicator=1, level=2)], "Ani", versions={"indikator-1": 0})
    workspace.apply(assessment, [ClaimLevel(indicator=2, level=2)], "Budi", versions={"indikator-2": 0})
    assert workspace.state(assessment).claimed_levels() == {1: 2, 2: 2}


def test_many_writers_at_once_lose_nothing(url: str) -> None:
    with Workspace.open(url, [RUBRIC]) as first:
        assessment = start(first)
    outcomes: list[str] = []

    def write(person: str) -> None:
        with Workspace.open(url, [RUBRIC]) as own:
            try:
                own.apply(assessment, [ClaimLevel(indicator=1, level=3)], person, versions={"indikator-1": 0})
                outcomes.append("saved")
            except ConflictError:
                outcomes.append("conflict")
            own.apply(assessment, [WriteText(subject="instansi", kind="ringkasan", text=person)], person)

    threads = [threading.Thread(target=write, args=(f"Orang {letter}",)) for letter in "ABCDEF"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 5 + ["saved"]
    with Workspace.open(url, [RUBRIC]) as again:
        versions = [event.version for event in again.events(assessment, "instansi")]
    assert versions == [1, 2, 3, 4, 5, 6]


def test_one_bad_deed_undoes_the_batch(workspace: Workspace) -> None:
    assessment = start(workspace)
    deeds = [ClaimLevel(indicator=1, level=3), ClaimLevel(indicator=2, level=6)]
    with pytest.raises(InputError, match="Indikator 2: level 6"):
        workspace.apply(assessment, deeds, "Ani")
    assert workspace.events(assessment) == ()


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (ClaimLevel(indicator=48, level=3), "Indikator 48 tidak ada"),
        (ConfirmLevel(indicator=1, level=0), "level 0"),
        (ProposeRange(indicator=1, low=3, high=2), "terbalik"),
        (AttachEvidence(indicator=1, sha256="x", file_name="a.pdf"), "sha256"),
        (AttachEvidence(indicator=1, sha256=SHA, file_name=" "), "bernama"),
        (AttachEvidence(indicator=1, sha256=SHA, file_name="a.pdf", pages=(0,)), "halaman"),
        (DetachEvidence(indicator=1, attachment=9), "lampiran 9"),
        (WriteText(subject="aspek-9", kind="kekuatan", text="x"), "Aspek 9 tidak ada"),
        (WriteText(subject="bab-1", kind="fakta", text="x"), "«bab-1» tidak dikenal"),
        (WriteText(subject="instansi", kind="puisi", text="x"), "«puisi» tidak dikenal"),  # type: ignore[arg-type]
        (WriteText(subject="instansi", kind="saran", text="x" * 100_001), "terlalu panjang"),
        (ProposeDraft(subject="indikator-1", kind="fakta", text="  "), "kosong"),
        (DecideDraft(subject="indikator-1", draft=1, outcome="accepted"), "draf 1 tidak ada"),
    ],
)
def test_deeds_that_make_no_sense(workspace: Workspace, deed: Any, said: str) -> None:
    assessment = start(workspace)
    with pytest.raises(InputError) as error:
        workspace.apply(assessment, [deed], "Ani")
    assert said in str(error.value)
    assert workspace.events(assessment) == ()


@pytest.mark.parametrize("name", ["", "   ", "123", "\x00", "x" * 201])
def test_a_person_is_required(workspace: Workspace, name: str) -> None:
    assessment = start(workspace)
    with pytest.raises(InputError, match="Nama"):
        workspace.apply(assessment, [ConfirmLevel(indicator=1, level=3)], name)


def test_confirming_in_the_name_of_another(workspace: Workspace) -> None:
    assessment = start(workspace)
    workspace.apply(assessment, [ConfirmLevel(indicator=1, level=3, confirmed_by="Citra")], "Pengimpor")
    assert workspace.state(assessment).indicator(1).confirmed_by == "Citra"
    assert workspace.events(assessment)[0].person == "Pengimpor"


def test_evidence_is_attached_and_taken_off(workspace: Workspace) -> None:
    assessment = start(workspace)
    attach = AttachEvidence(
        indicator=8, sha256=SHA, file_name="Perbup 12.pdf", pages=(3, 4), quotes=(Quote(page=3, text="Pasal 5\x00"),)
    )
    workspace.apply(assessment, [attach, AssignUnit(indicator=8, unit="Diskominfo")], "Ani")
    state = workspace.state(assessment).indicator(8)
    held = state.attachments[0]
    assert (held.file_name, held.pages, held.quotes) == ("Perbup 12.pdf", (3, 4), (Quote(page=3, text="Pasal 5"),))
    assert state.unit == "Diskominfo"
    workspace.apply(assessment, [DetachEvidence(indicator=8, attachment=held.id)], "Ani")
    assert workspace.state(assessment).indicator(8).attachments == ()
    before = workspace.events(assessment)[1].at
    assert workspace.state_at(assessment, before).indicator(8).attachments == (held,)


def test_drafts_keep_the_proposed_and_the_signed_version(workspace: Workspace) -> None:
    assessment = start(workspace)
    subject = indicator_subject(21)
    made = workspace.apply(
        assessment,
        [
            ProposeDraft(subject=subject, kind="fakta", text="Usulan fakta"),
            ProposeDraft(subject=subject, kind="analisis", text="Usulan analisis"),
            ProposeDraft(subject=subject, kind="justifikasi", text="Usulan justifikasi"),
        ],
        "Asisten SPBE",
    )
    fact, analysis, reason = (event.version for event in made)
    workspace.apply(
        assessment,
        [
            DecideDraft(subject=subject, draft=fact, outcome="accepted"),
            DecideDraft(subject=subject, draft=analysis, outcome="edited", signed="Suntingan", reason="kurang tajam"),
            DecideDraft(subject=subject, draft=reason, outcome="rejected", reason="tidak sesuai bukti"),
        ],
        "Budi",
    )
    state = workspace.state(assessment).indicator(21)
    assert [(draft.outcome, draft.proposed, draft.signed) for draft in state.drafts] == [
        ("accepted", "Usulan fakta", "Usulan fakta"),
        ("edited", "Usulan analisis", "Suntingan"),
        ("rejected", "Usulan justifikasi", ""),
    ]
    assert (state.text("fakta"), state.text("analisis"), state.text("justifikasi")) == ("Usulan fakta", "Suntingan", "")
    assert state.drafts[2].reason == "tidak sesuai bukti" and state.drafts[2].decided_by == "Budi"
    assert "ditolak dengan alasan" in describe(workspace.events(assessment)[-1])


@pytest.mark.parametrize(("outcome", "said"), [("rejected", "alasan"), ("edited", "suntingan kosong")])
def test_decisions_need_their_words(workspace: Workspace, outcome: Any, said: str) -> None:
    assessment = start(workspace)
    workspace.apply(assessment, [ProposeDraft(subject="aspek-1", kind="kekuatan", text="x")], "Asisten")
    with pytest.raises(InputError, match=said):
        workspace.apply(assessment, [DecideDraft(subject="aspek-1", draft=1, outcome=outcome)], "Ani")


def test_a_stage_starts_from_the_one_before(workspace: Workspace) -> None:
    first = start(workspace)
    attach = AttachEvidence(indicator=1, sha256=SHA, file_name="a.pdf")
    workspace.apply(first, [ConfirmLevel(indicator=1, level=4), attach], "Ani")
    second = workspace.start_stage(first, "dokumen", "Budi")
    third = workspace.start_stage(second.id, "interviu", "Citra")
    state = workspace.state(third.id).indicator(1)
    assert (state.confirmed, state.confirmed_by, state.attachments[0].file_name) == (4, "Ani", "a.pdf")
    workspace.apply(third.id, [ConfirmLevel(indicator=1, level=3)], "Citra", versions={"indikator-1": state.version})
    assert workspace.state(first).indicator(1).confirmed == 4
    assert workspace.state(third.id).indicator(1).confirmed == 3
    assert [one.is_closed for one in workspace.assessments()] == [True, True, False]
    with pytest.raises(InputError, match="Penilaian Mandiri sudah dilanjutkan"):
        workspace.apply(first, [ConfirmLevel(indicator=1, level=5)], "Ani")
    with pytest.raises(InputError, match="sudah dilanjutkan"):
        workspace.start_stage(first, "reviu", "Ani")
    with pytest.raises(InputError, match="tidak datang sesudah"):
        workspace.start_stage(third.id, "dokumen", "Ani")


def test_bad_agencies_and_assessments(workspace: Workspace) -> None:
    agency = workspace.create_agency("kota", "Contoh  Jaya", "Ani")
    assert agency.name == "Contoh Jaya" and workspace.agencies() == (agency,)
    bad: list[Callable[[], object]] = [
        lambda: workspace.create_agency("kota", "contoh jaya", "Ani"),
        lambda: workspace.create_agency("desa", "X", "Ani"),  # type: ignore[arg-type]
        lambda: workspace.create_agency("kota", " ", "Ani"),
        lambda: workspace.create_assessment(99, 2026, "2020", "Ani"),
        lambda: workspace.create_assessment(agency.id, 26, "2020", "Ani"),
        lambda: workspace.create_assessment(agency.id, 2026, "2018", "Ani"),
        lambda: workspace.create_assessment(agency.id, 2026, "2020", "Ani", "wawancara"),  # type: ignore[arg-type]
        lambda: workspace.state(99),
        lambda: workspace.assessment(99),
    ]
    for deed in bad:
        with pytest.raises(InputError):
            deed()
    workspace.create_assessment(agency.id, 2026, "2020", "Ani")
    with pytest.raises(InputError, match="sudah ada"):
        workspace.create_assessment(agency.id, 2026, "2020", "Ani")
    assert len(workspace.assessments(agency.id)) == 1


def test_an_agency_is_renamed_and_its_old_name_kept(workspace: Workspace) -> None:
    agency = workspace.create_agency("kota", "Contoh", "Ani")
    other = workspace.create_agency("kota", "Teluk", "Ani")
    assert workspace.rename_agency(agency.id, " Contoh  Makmur ", "Budi Santoso").full_name == "Pemerintah Kota Contoh Makmur"
    workspace.rename_agency(agency.id, "Contoh Makmur", "Budi Santoso")
    (event,) = workspace.agency_events(agency.id)
    assert (event.person, event.before, event.after) == ("Budi Santoso", {"name": "Contoh"}, {"name": "Contoh Makmur"})
    assert describe_agency(event, UTC) == "Budi Santoso, 3 Maret 2026 02.03: nama «Contoh» → «Contoh Makmur»."
    with pytest.raises(InputError, match=r"sudah diubah Budi Santoso dari «Contoh» menjadi «Contoh Makmur»"):
        workspace.rename_agency(agency.id, "Lain", "Citra", seen_name="Contoh")
    for name, said in (("teluk", "sudah ada"), (" ", "wajib diisi"), ("x" * 301, "terlalu panjang")):
        with pytest.raises(InputError, match=said):
            workspace.rename_agency(agency.id, name, "Citra")
    with pytest.raises(InputError, match="Nama orang"):
        workspace.rename_agency(agency.id, "Lain", " ")
    with pytest.raises(InputError, match="nomor 99"):
        workspace.rename_agency(99, "Lain", "Citra")
    assert workspace.agency(agency.id).name == "Contoh Makmur" and workspace.agency_events(other.id) == ()


def test_the_kind_of_an_agency_is_corrected_and_the_old_one_kept(workspace: Workspace) -> None:
    agency = workspace.create_agency("kabupaten", "Contoh", "Ani")
    other = workspace.create_agency("kota", "Teluk", "Ani")
    assert workspace.correct_kind(agency.id, "kota", "Budi Santoso").full_name == "Pemerintah Kota Contoh"
    workspace.correct_kind(agency.id, "kota", "Budi Santoso")
    (event,) = workspace.agency_events(agency.id)
    assert (event.kind, event.before, event.after) == ("correct_kind", {"kind": "kabupaten"}, {"kind": "kota"})
    assert describe_agency(event, UTC) == "Budi Santoso, 3 Maret 2026 02.03: jenis «Pemerintah Kabupaten» → «Pemerintah Kota»."
    with pytest.raises(InputError, match=r"Jenis instansi ini sudah diubah Budi Santoso dari «Pemerintah Kabupaten»"):
        workspace.correct_kind(agency.id, "provinsi", "Citra", seen_kind="kabupaten")
    workspace.rename_agency(agency.id, "Teluk Baru", "Citra")
    workspace.create_agency("provinsi", "Teluk Baru", "Ani")
    for kind, said in (("provinsi", "sudah ada"), ("desa", "tidak dikenal")):
        with pytest.raises(InputError, match=said):
            workspace.correct_kind(agency.id, cast(AgencyKind, kind), "Citra")
    with pytest.raises(InputError, match="Nama orang"):
        workspace.correct_kind(agency.id, "lembaga", " ")
    assert former_names(workspace.agency(agency.id), workspace.agency_events(agency.id)) == (
        "Pemerintah Kabupaten Contoh",
        "Pemerintah Kota Contoh",
    )
    assert workspace.agency(agency.id).kind == "kota" and workspace.agency_events(other.id) == ()


def test_who_corrected_the_kind_is_named_though_others_renamed_since(workspace: Workspace) -> None:
    agency = workspace.create_agency("kabupaten", "Contoh", "Ani")
    workspace.rename_agency(agency.id, "Contoh Raya", "Ani")
    workspace.correct_kind(agency.id, "kota", "Budi")
    workspace.rename_agency(agency.id, "Contoh Makmur", "Citra")
    with pytest.raises(InputError, match="Jenis instansi ini sudah diubah Budi"):
        workspace.correct_kind(agency.id, "provinsi", "Dewi", seen_kind="kabupaten")


def test_evidence_is_not_attached_twice(workspace: Workspace) -> None:
    assessment = start(workspace)
    quote = Quote(page=3, text="Pasal  5 memuat\ndomain", elements=("muatan",), source="ocr")
    first = AttachEvidence(indicator=8, sha256=SHA, file_name="a.pdf", pages=(3,), quotes=(quote,), title="Perbup", is_draft=True)
    assert len(workspace.apply(assessment, [first, first], "Ani")) == 1
    again = replace(first, file_name="lain.pdf", quotes=(replace(quote, text="Pasal 5 memuat domain"),))
    assert workspace.apply(assessment, [again], "Budi") == ()
    for new in (
        replace(first, pages=(3, 4)),
        replace(first, quotes=(replace(quote, text="Pasal 6"),)),
        replace(first, note="Diserahkan saat visitasi."),
        AttachEvidence(indicator=8, file_name="tanpa-sidik.pdf"),
    ):
        assert len(workspace.apply(assessment, [new], "Budi")) == 1, new
        assert workspace.apply(assessment, [new], "Budi") == (), new
    held = workspace.state(assessment).indicator(8).attachments
    assert (held[0].title, held[0].is_draft, held[0].quotes) == ("Perbup", True, (quote,))
    assert held[-1].sha256 == "" and len(held) == 5


def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "spbe.db"
    url = f"sqlite:///{path}"
    Workspace.open(url, [RUBRIC]).close()
    with sqlite3.connect(path) as connection:  # back to the first version, with evidence in it
        for statement in (
            "DROP TABLE agency_events",
            *(f"ALTER TABLE attachments DROP COLUMN {column}" for column in ("note", "is_draft", "title")),
            "UPDATE alembic_version SET version_num = '0001'",
            "INSERT INTO agencies VALUES (1, 'kota', 'Contoh', 'Ani', '2026-01-01')",
            "INSERT INTO assessments VALUES (1, 1, 2026, '2020', 'dokumen', NULL, 'Ani', '2026-01-01')",
            f"INSERT INTO attachments VALUES (1, 1, 'indikator-1', '{SHA}', 'a.pdf', '[3]', '[{{\"page\": 3, \"text\": \"x\"}}]', "
            "'Ani', '2026-01-01')",
            "INSERT INTO events VALUES (1, 1, 'indikator-1', 1, 'attach', 'Ani', '2026-01-01', '{}', '{\"attachment\": 1, "
            '"file_name": "a.pdf"}\')',
        ):
            connection.execute(statement)
    with Workspace.open(url, [RUBRIC]) as workspace:
        (held,) = workspace.state(1).indicator(1).attachments
        assert (held.title, held.is_draft, held.note, held.quotes) == ("", False, "", (Quote(page=3, text="x"),))
        assert "«a.pdf» dilampirkan" in describe(workspace.events(1)[0])
        workspace.rename_agency(1, "Contoh Raya", "Ani")


def test_events_cannot_be_changed_behind_our_back(url: str) -> None:
    with Workspace.open(url, [RUBRIC]) as workspace:
        assessment = start(workspace)
        workspace.apply(assessment, [AttachEvidence(indicator=1, sha256=SHA, file_name="a.pdf")], "Ani")
        workspace.rename_agency(1, "Lain", "Ani")
    engine = create_engine(url)
    changes = ("UPDATE events SET person = 'X'", "UPDATE agency_events SET person = 'X'")
    for statement in (*changes, "DELETE FROM events", "DELETE FROM attachments", "DELETE FROM agency_events"):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()


def test_migrations_build_what_the_models_describe(url: str) -> None:
    Workspace.open(url, [RUBRIC]).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    Workspace.open(url, [RUBRIC]).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(WorkspaceError, match="lebih baru") as error:
        Workspace.open(url, [RUBRIC])
    assert "9999" in str(error.value) and "Perbarui" in str(error.value)


def test_a_database_of_another_application_is_refused(url: str) -> None:
    Workspace.open(url, [RUBRIC]).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    with pytest.raises(WorkspaceError, match="aplikasi lain"):
        Workspace.open(url, [RUBRIC])


def test_sqlite_runs_in_wal_mode(tmp_path: Path) -> None:
    Workspace.open(f"sqlite:///{tmp_path / 'spbe.db'}", [RUBRIC]).close()
    with sqlite3.connect(tmp_path / "spbe.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("url", "kind", "said"),
    [
        ("bukan alamat", InputError, "Alamat basis data"),
        ("basisdata://x/y", InputError, "Alamat basis data"),
        ("mysql+pymysql://x/y", InputError, "belum terpasang"),
        ("sqlite:////proc/spbe/spbe.db", WorkspaceError, "tidak dapat"),
        ("postgresql+psycopg://ani:rahasia@127.0.0.1:1/spbe", WorkspaceError, "tidak dapat dihubungi"),
    ],
)
def test_addresses_that_do_not_work(url: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind) as error:
        Workspace.open(url, [RUBRIC])
    assert said in str(error.value) and "rahasia" not in str(error.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "spbe.db"
    path.write_bytes(b"%PDF-1.7 bukan basis data" * 100)
    with pytest.raises(WorkspaceError, match="bukan basis data SQLite"):
        Workspace.open(f"sqlite:///{path}", [RUBRIC])
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", "ruang penyimpanan penuh"),
        ("disk I/O error", "mungkin penuh; periksa ruang kosongnya"),  # what a full disk says when the write-ahead log begins
    ],
)
def test_a_full_disk_is_a_sentence(said: str, sentence: str) -> None:
    with pytest.raises(WorkspaceError, match=sentence), translated("spbe.db"):
        raise sqlite3.OperationalError(said)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    with Workspace.open(f"sqlite:///{tmp_path / 'spbe.db'}", [RUBRIC]) as workspace:
        assessment = start(workspace)
        with workspace._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        deeds = [WriteText(subject=indicator_subject(n), kind="fakta", text="x" * 50_000) for n in range(1, 5)]
        with pytest.raises(WorkspaceError, match="penuh"):
            workspace.apply(assessment, deeds, "Ani")
        assert workspace.events(assessment) == ()


def test_agreement() -> None:
    agreement = measure_agreement([((2, 3), 2), ((2, 3), 3), ((1, 1), 1), ((4, 4), 3)])
    assert (agreement.n, agreement.exact_share, agreement.within_share) == (4, 0.5, 0.75)
    assert agreement.kappa == pytest.approx((0.5 - 3 / 16) / (1 - 3 / 16))
    assert measure_agreement([]).kappa is None
    assert cohens_kappa([3, 3], [3, 3]) is None
    assert cohens_kappa([1, 2, 3], [1, 2, 3]) == 1
    assert cohens_kappa([1, 2], [2, 1]) == -1


def test_agreement_of_an_assessment(workspace: Workspace) -> None:
    assessment = start(workspace)
    deeds: list[Command] = [
        ProposeRange(indicator=1, low=2, high=3),
        ConfirmLevel(indicator=1, level=2),
        ProposeRange(indicator=2, low=1, high=1),
        ConfirmLevel(indicator=3, level=1),
    ]
    workspace.apply(assessment, deeds, "Ani")
    assert agreement_of(workspace.state(assessment)).n == 1


@pytest.mark.parametrize(
    ("kind", "name", "full"),
    [
        ("kabupaten", "Contoh Raya", "Pemerintah Kabupaten Contoh Raya"),
        ("kabupaten", "Pemerintah Kab. Contoh Raya", "Pemerintah Kabupaten Contoh Raya"),
        ("kota", "Pemkot Contoh", "Pemerintah Kota Contoh"),
        ("kementerian", "Kementerian Contoh", "Kementerian Contoh"),
        ("kementerian", "Contoh", "Kementerian Contoh"),
        ("lembaga", "Badan Contoh Nasional", "Badan Contoh Nasional"),
    ],
)
def test_full_names(kind: AgencyKind, name: str, full: str) -> None:
    assert Agency(id=1, kind=kind, name=name, created_by="Ani", created_at=START).full_name == full


def test_subjects_and_moments() -> None:
    assert [subject_number(subject) for subject in ("instansi", aspect_subject(3), indicator_subject(21))] == [0, 3, 21]
    with pytest.raises(InputError):
        subject_number("indikator-0")
    assert format_moment(START, UTC) == "3 Maret 2026 02.00"
