"""Loader of a rubric edition: `rubric/<edition>/structure.yaml` and one file an indicator."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from corpus.errors import CorpusError
from corpus.records import Aspect, Confusion, Domain, Element, Indicator, Level, Point, Predicate, Rubric
from corpus.yaml_files import Node, read_yaml

_TOLERANCE = Decimal("1e-9")  # thirds have no end
NATURES = (
    "concept",
    "established",
    "content",
    "plan",
    "practice",
    "guideline",
    "scope_part",
    "scope_all",
    "integration",
    "review",
    "follow_up",
    "feature",
)


def load_rubric(folder: Path) -> Rubric:
    """The rubric edition that lies in `folder`, validated: indicators numbered 1..n, weights summing to 100 on each tier.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(folder / "structure.yaml")
    top.allow("edition", "title", "legal_status", "lowest_level", "level_names", "predicates", "domains")
    lowest = top.integer("lowest_level", 0, 1)
    domains: list[Domain] = []
    aspects: list[Aspect] = []
    indicators: list[Indicator] = []
    for domain_node in top.nodes("domains"):
        domain_node.allow("number", "name", "weight_pct", "capability", "aspects")
        domain = _domain(domain_node)
        domains.append(domain)
        for aspect_node in domain_node.nodes("aspects"):
            aspect_node.allow("number", "name", "weight_pct", "indicators", "indicator_weight_pct", "other_weights_pct")
            aspect = _aspect(aspect_node, domain.number)
            aspects.append(aspect)
            indicators += _indicators(folder, aspect_node, aspect, lowest)
    names = top.node("level_names")
    rubric = Rubric(
        edition=top.text("edition"),
        title=top.text("title"),
        legal_status=top.text("legal_status"),
        lowest_level=lowest,
        level_names={scale: names.texts(scale) for scale in names.values},
        domains=tuple(domains),
        aspects=tuple(aspects),
        indicators=tuple(sorted(indicators, key=lambda indicator: indicator.number)),
        predicates=tuple(Predicate(name=node.text("name"), minimum=node.decimal("minimum")) for node in top.nodes("predicates")),
    )
    _check(rubric, top)
    return rubric


def _check(rubric: Rubric, top: Node) -> None:
    numbers = [indicator.number for indicator in rubric.indicators]
    if numbers != list(range(1, len(numbers) + 1)):
        raise top.fault("domains", f"harus memuat indikator 1 sampai {len(numbers)} tanpa lompatan, bukan {numbers}")
    for tier, weights in (
        ("domain", [domain.weight_pct for domain in rubric.domains]),
        ("aspek", [aspect.weight_pct for aspect in rubric.aspects]),
        ("indikator", [indicator.weight_pct for indicator in rubric.indicators]),
    ):
        if abs(sum(weights, Decimal(0)) - 100) > _TOLERANCE:
            raise top.fault("domains", f"memuat bobot {tier} yang berjumlah {sum(weights)}, bukan 100")


def _domain(node: Node) -> Domain:
    capability: Literal["proses", "layanan"] = "layanan" if node.text("capability") == "layanan" else "proses"
    return Domain(
        number=node.integer("number", 1, 9),
        name=node.text("name"),
        weight_pct=node.decimal("weight_pct"),
        capability=capability,
    )


def _aspect(node: Node, domain: int) -> Aspect:
    return Aspect(
        number=node.integer("number", 1, 20), name=node.text("name"), domain=domain, weight_pct=node.decimal("weight_pct")
    )


def _indicators(folder: Path, node: Node, aspect: Aspect, lowest: int) -> list[Indicator]:
    span = node.values.get("indicators")
    if not (isinstance(span, list) and len(span) == 2 and all(isinstance(number, int) for number in span)):
        raise node.fault("indicators", "harus berupa [nomor pertama, nomor terakhir]")
    weight = node.decimal("indicator_weight_pct")
    others = node.node("other_weights_pct") if "other_weights_pct" in node.values else Node(node.file, node.key, {})
    other_weights = {
        str(number): Node(others.file, others.key, {"w": value}).decimal("w") for number, value in others.values.items()
    }
    return [
        load_indicator(folder / f"indikator-{number:02d}.yaml", aspect.number, other_weights.get(str(number), weight), lowest)
        for number in range(span[0], span[1] + 1)
    ]


def load_indicator(path: Path, aspect: int, weight_pct: Decimal, lowest_level: int = 1) -> Indicator:
    """The indicator in a file; `aspect` and `weight_pct` come from the structure of the edition.

    Raises:
        CorpusError: naming file, key and fault; also when the file is missing or a level is.
    """
    if not path.is_file():
        raise CorpusError(f"{path.parent.name}/{path.name}: berkas indikator tidak ada.")
    node = read_yaml(path)
    node.allow(
        *("number", "name", "name_2024", "short_name", "measures", "legal_basis", "aliases", "traces", "proof", "proof_kinds"),
        *("asked_as", "points", "confused_with", "notes", "levels"),
    )
    number = node.integer("number", 1, 99)
    if path.name != f"indikator-{number:02d}.yaml":
        raise node.fault("number", f"tidak sama dengan nama berkas {path.name}")
    return Indicator(
        number=number,
        name=node.text("name"),
        short_name=node.text("short_name"),
        aspect=aspect,
        weight_pct=weight_pct,
        measures=node.text("measures"),
        legal_basis=node.locators("legal_basis"),
        aliases=node.texts("aliases"),
        traces=node.texts("traces"),
        proof=node.texts("proof"),
        proof_kinds=node.texts("proof_kinds"),
        asked_as=node.texts("asked_as"),
        points=tuple(_point(point) for point in node.nodes("points")),
        confused_with=tuple(_confusion(other) for other in node.nodes("confused_with")),
        notes=node.texts("notes"),
        levels=_levels(node, lowest_level),
    )


def _point(node: Node) -> Point:
    node.allow("heading", "text", "asked_as")
    return Point(heading=node.text("heading"), text=node.text("text"), asked_as=node.texts("asked_as"))


def _confusion(node: Node) -> Confusion:
    node.allow("indicator", "difference", "asked_as")
    return Confusion(
        indicator=node.integer("indicator", 1, 99), difference=node.text("difference"), asked_as=node.texts("asked_as")
    )


def _levels(node: Node, lowest: int) -> tuple[Level, ...]:
    mapping = node.values.get("levels")
    if not isinstance(mapping, dict) or sorted(mapping) != list(range(lowest, 6)):
        raise node.fault("levels", f"harus memuat level {lowest} sampai 5, masing-masing sekali")
    return tuple(_level(Node(node.file, f"levels.{number}", mapping[number] or {}), number) for number in range(lowest, 6))


def _level(node: Node, number: int) -> Level:
    node.allow("criterion", "elements", "proof", "not_counted", "example", "guidance_2024", "asked_as")
    elements = tuple(_element(element) for element in node.nodes("elements"))
    if len({element.id for element in elements}) != len(elements):
        raise node.fault("elements", "memuat id yang sama dua kali")
    return Level(
        number=number,
        criterion=node.text("criterion"),
        elements=elements,
        proof=node.texts("proof"),
        not_counted=node.texts("not_counted"),
        example=node.text("example", ""),
        guidance_2024=node.text("guidance_2024", ""),
        asked_as=node.texts("asked_as"),
    )


def _element(node: Node) -> Element:
    node.allow("id", "nature", "text", "proof", "traces")
    nature = node.text("nature")
    if nature not in NATURES:
        raise node.fault("nature", f"tidak dikenal ({nature}); yang dikenal: {', '.join(NATURES)}")
    return Element(
        id=node.text("id"), nature=nature, text=node.text("text"), proof=node.texts("proof"), traces=node.texts("traces")
    )
