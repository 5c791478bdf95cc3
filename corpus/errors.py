"""The whole error tree. Every message is for the user: what happened, where, and what to do next, in Indonesian."""

from __future__ import annotations


class SpbeError(Exception):
    """Anything that we can explain to the user in one sentence."""


class CorpusError(SpbeError):
    """A fault in the knowledge files: names the file, the key and what is wrong."""


class LocatorError(CorpusError):
    """A locator that is malformed or that names a provision that does not exist."""


class IndexerError(SpbeError):
    """A fault in building, opening or searching the index."""


class IndexMissingError(IndexerError):
    """There is no index yet."""


class IndexMismatchError(IndexerError):
    """The index was built with another embedder, other settings or other knowledge."""


class DataFolderError(IndexerError):
    """The data folder cannot be read, written or locked."""


class EmbedderError(IndexerError):
    """The embedding model cannot be loaded or used."""


class DocumentError(IndexerError):
    """A document that cannot be read; the message says why and what to do."""


class AssistantError(SpbeError):
    """A fault in what we do for people."""


class InputError(AssistantError):
    """Wrong use or bad input: exit code 2 on the command line."""


class SettingsError(InputError):
    """A setting that is unknown or has a bad value."""


class ModelError(AssistantError):
    """The optional language model did not answer or answered something unusable."""
