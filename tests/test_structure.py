"""The house's promises about its own shape: direction of imports, one importer a heavy library, no cycles, sizes."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"corpus": 0, "indexer": 1, "assistant": 2, "app": 3}
SOURCES = sorted(
    [ROOT / "app.py", *(path for room in ("corpus", "indexer", "assistant") for path in (ROOT / room).rglob("*.py"))]
)
ONE_IMPORTER = {
    "chromadb": "indexer/store.py",
    "bm25s": "indexer/lexical.py",
    "onnx": "indexer/e5_graph.py",
    "onnxruntime": "indexer/embed.py",
    "sentence_transformers": "indexer/embed.py",
    "pypdf": "indexer/reading/pdf.py",
    "pypdfium2": "indexer/reading/render.py",
    "matplotlib": "assistant/export/charts.py",
}
ROOM_IMPORTER = {
    "gradio": "assistant/web/",
    "sqlalchemy": "assistant/workspace/",
    "openpyxl": ("assistant/export/", "indexer/reading/office_sheets.py"),
}
LONGEST_MODULE, LONGEST_FUNCTION, P90_FUNCTION, MEDIAN_FUNCTION = 300, 50, 35, 12


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def imports(path: Path, only_top: bool = False) -> set[str]:
    found: set[str] = set()
    body = tree(path)
    nodes = body.body if only_top else ast.walk(body)
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_point_inwards(path: Path) -> None:
    mine = ROOMS[name_of(path).split(".")[0]]
    for imported in imports(path):
        room = imported.split(".")[0]
        assert ROOMS.get(room, -1) <= mine, f"{name_of(path)} mengimpor {imported}"


@pytest.mark.parametrize("library", ONE_IMPORTER)
def test_heavy_library_has_one_importer(library: str) -> None:
    importers = [
        path.relative_to(ROOT).as_posix() for path in SOURCES if library in {name.split(".")[0] for name in imports(path)}
    ]
    assert importers == [ONE_IMPORTER[library]]


@pytest.mark.parametrize("library", ROOM_IMPORTER)
def test_library_stays_in_its_room(library: str) -> None:
    for path in SOURCES:
        if library in {name.split(".")[0] for name in imports(path)}:
            assert path.relative_to(ROOT).as_posix().startswith(ROOM_IMPORTER[library])


def test_no_import_cycles() -> None:
    modules = {name_of(path): path for path in SOURCES}
    graph = {
        name: {other for other in imports(path, only_top=True) if other in modules and other != name}
        for name, path in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_every_package_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    packages = {name_of(path) for path in SOURCES if path.name == "__init__.py"}
    assert packages | {"prompts"} == set(listed)


def functions() -> list[tuple[str, int]]:
    return [
        (f"{name_of(path)}.{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def test_sizes() -> None:
    too_long = [name_of(path) for path in SOURCES if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE]
    assert too_long == []
    lengths = sorted(functions(), key=lambda item: item[1])
    assert [name for name, length in lengths if length > LONGEST_FUNCTION] == []
    assert lengths[len(lengths) // 2][1] <= MEDIAN_FUNCTION
    assert lengths[int(len(lengths) * 0.9)][1] <= P90_FUNCTION


def test_only_the_command_line_prints() -> None:
    printing = [
        name_of(path)
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert {name for name in printing if not name.startswith("assistant.cli")} == set()


def test_prompts_say_purpose_variables_and_form() -> None:
    for path in (ROOT / "prompts").glob("*.md"):
        header = path.read_text("utf-8").partition("-->")[0]
        assert all(word in header for word in ("Tujuan:", "Peubah:", "Bentuk keluaran:")), path.name
