"""Reading knowledge files: typed access to YAML with messages that name the file, the key and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import CorpusError, LocatorError
from corpus.locators import Locator, parse_locator

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping of a knowledge file together with the place where it stands."""

    file: str
    key: str
    values: dict[str, Any]

    def fault(self, key: str, problem: str) -> CorpusError:
        """The error for a bad value: names the file, the full key and the problem."""
        place = f"{self.key}.{key}" if self.key and key else self.key or key
        return CorpusError(f"{self.file}: kunci «{place}» {problem}.")

    def allow(self, *keys: str) -> None:
        """Raises: CorpusError when the mapping has a key that is not among `keys`."""
        for key in self.values:
            if key not in keys:
                raise self.fault(str(key), f"tidak dikenal; yang dikenal: {', '.join(keys)}")

    def text(self, key: str, default: str | None = None) -> str:
        """The string at `key`, stripped; `default` when it is absent (None = required)."""
        value = self.values.get(key, default)
        if value is None:
            raise self.fault(key, "wajib ada")
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.fault(key, "harus berupa teks yang tidak kosong")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings at `key`; empty when it is absent."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            raise self.fault(key, "harus berupa daftar teks")
        for position, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                raise self.fault(f"{key}[{position}]", f"harus berupa teks, bukan {item!r}; beri tanda kutip")
        return tuple(item.strip() for item in value)

    def integer(self, key: str, lowest: int, highest: int) -> int:
        """The whole number at `key`, within the closed range."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.fault(key, f"harus bilangan bulat {lowest} sampai {highest}, bukan {value!r}")
        return value

    def decimal(self, key: str) -> Decimal:
        """The number at `key`, as printed (write it in quotes); a fraction such as "10/3" is divided out."""
        try:
            numerator, _, denominator = str(self.values[key]).partition("/")
            return Decimal(numerator) / Decimal(denominator) if denominator else Decimal(numerator)
        except (KeyError, InvalidOperation, ZeroDivisionError) as error:
            raise self.fault(key, "harus berupa angka desimal, misalnya '2.75'") from error

    def locators(self, key: str) -> tuple[Locator, ...]:
        """The list of locators at `key`; empty when it is absent."""
        try:
            return tuple(parse_locator(text) for text in self.texts(key))
        except LocatorError as error:
            raise self.fault(key, f"memuat alamat yang salah: {error}") from error

    def node(self, key: str) -> Node:
        """The mapping at `key`."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self.fault(key, "harus berupa pemetaan kunci dan nilai")
        return Node(self.file, f"{self.key}.{key}" if self.key else key, value)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The list of mappings at `key`; empty when it is absent."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            raise self.fault(key, "harus berupa daftar")
        found = []
        for position, item in enumerate(value):
            if not isinstance(item, dict):
                raise self.fault(f"{key}[{position}]", f"harus berupa pemetaan, bukan {item!r}")
            found.append(Node(self.file, f"{self.key + '.' if self.key else ''}{key}[{position}]", item))
        return tuple(found)


def read_yaml(path: Path) -> Node:
    """The mapping that a knowledge file holds.

    Raises:
        CorpusError: when the file cannot be read, is not YAML, or does not hold a mapping at the top.
    """
    try:
        values = yaml.load(path.read_text("utf-8"), _Loader)
    except OSError as error:
        raise CorpusError(f"{path.name}: berkas pengetahuan tidak dapat dibaca ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path.name}: berkas pengetahuan bukan teks UTF-8; simpan ulang sebagai UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" pada baris {mark.line + 1}" if mark else ""
        raise CorpusError(f"{path.name}: bentuk YAML salah{where}: {getattr(error, 'problem', error)}.") from error
    if not isinstance(values, dict):
        raise CorpusError(f"{path.name}: isi paling atas harus berupa pemetaan kunci dan nilai.")
    return Node(path.name, "", values)


def yaml_paths(folder: Path) -> Iterable[Path]:
    """The YAML files of a folder and its subfolders, in a fixed order."""
    return sorted(folder.rglob("*.yaml"))
