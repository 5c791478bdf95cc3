"""`spbe assess agency`: the agencies, their names and kinds, and what was changed on them."""

from __future__ import annotations

import click

from assistant.cli.shared import Context, print_either
from assistant.cli.workspace import agency_json, by_option, json_option, open_workspace
from assistant.workspace.records import AGENCY_KINDS, AgencyKind
from assistant.workspace.wording import describe_agency


@click.group("agency")
def agency_group() -> None:
    """Instansi yang dinilai."""


@agency_group.command("add")
@click.argument("kind", type=click.Choice([*AGENCY_KINDS]), metavar="JENIS")
@click.argument("name", nargs=-1, required=True, metavar="NAMA")
@by_option
@json_option
@click.pass_obj
def add_agency(context: Context, kind: AgencyKind, name: tuple[str, ...], person: str, as_json: bool) -> None:
    """Mencatat instansi; JENIS: kementerian, lembaga, provinsi, kabupaten, kota, atau lainnya."""
    with open_workspace(context) as workspace:
        agency = workspace.create_agency(kind, " ".join(name), person)
    print_either(agency_json(agency), as_json, f"Instansi {agency.id}: {agency.full_name}.")


@agency_group.command("list")
@json_option
@click.pass_obj
def list_agencies(context: Context, as_json: bool) -> None:
    """Daftar instansi."""
    with open_workspace(context) as workspace:
        agencies = workspace.agencies()
    lines = [f"{agency.id:>4}  {agency.full_name}" for agency in agencies] or ["Belum ada instansi."]
    print_either({"agencies": [agency_json(agency) for agency in agencies]}, as_json, "\n".join(lines))


@agency_group.command("rename")
@click.argument("agency_id", type=int, metavar="INSTANSI")
@click.argument("name", nargs=-1, required=True, metavar="NAMA")
@by_option
@json_option
@click.pass_obj
def rename_agency(context: Context, agency_id: int, name: tuple[str, ...], person: str, as_json: bool) -> None:
    """Mengubah nama instansi; nama lamanya tetap tercatat beserta siapa dan kapan."""
    with open_workspace(context) as workspace:
        before = workspace.agency(agency_id)
        agency = workspace.rename_agency(agency_id, " ".join(name), person, before.name)
    print_either(agency_json(agency), as_json, f"Instansi {agency.id}: {before.full_name} → {agency.full_name}.")


@agency_group.command("kind")
@click.argument("agency_id", type=int, metavar="INSTANSI")
@click.argument("kind", type=click.Choice([*AGENCY_KINDS]), metavar="JENIS")
@by_option
@json_option
@click.pass_obj
def correct_kind(context: Context, agency_id: int, kind: AgencyKind, person: str, as_json: bool) -> None:
    """Memperbaiki jenis instansi; jenis lamanya tetap tercatat beserta siapa dan kapan."""
    with open_workspace(context) as workspace:
        before = workspace.agency(agency_id)
        agency = workspace.correct_kind(agency_id, kind, person, before.kind)
    said = f"Instansi {agency.id}: {AGENCY_KINDS[before.kind]} → {AGENCY_KINDS[agency.kind]}, yaitu {agency.full_name}."
    print_either(agency_json(agency), as_json, said)


@agency_group.command("history")
@click.argument("agency_id", type=int, metavar="INSTANSI")
@json_option
@click.pass_obj
def agency_history(context: Context, agency_id: int, as_json: bool) -> None:
    """Riwayat nama dan jenis instansi: siapa mengubah apa dan kapan, terlama dahulu."""
    with open_workspace(context) as workspace:
        events = workspace.agency_events(agency_id)
    rows = [
        {
            "id": event.id,
            "kind": event.kind,
            "person": event.person,
            "at": event.at.isoformat(),
            "before": dict(event.before),
            "after": dict(event.after),
        }
        for event in events
    ]
    print_either(
        {"events": rows}, as_json, "\n".join(map(describe_agency, events)) or "Nama dan jenis instansi ini belum pernah diubah."
    )
