"""The one place that puts settings, embedder, index and asker together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.ask.assistant import Asker
from assistant.settings import Settings
from corpus.errors import DataFolderError, IndexerError, IndexMissingError
from corpus.records import Passage
from indexer.build import BuildReport, Progress, build_index
from indexer.embed import Embedder, open_embedder
from indexer.index_files import IndexFolder
from indexer.official.added import OfficialStore, OfficialText, StoredPassages
from indexer.search import Index


@dataclass(slots=True, kw_only=True)
class Session:
    """An opened assistant: settings, embedder and index belong together; only `reload` changes it."""

    settings: Settings
    embedder: Embedder
    index: Index
    _asker: Asker | None = field(default=None, init=False, repr=False)

    def reload(self) -> None:
        """Takes up the current build of the index; questions under way finish on the one before.

        Raises:
            IndexerError: when it cannot be opened.
        """
        self.index = Index(self.settings.data_dir, self.embedder)
        if self._asker is not None:
            self._asker.index = self.index

    def asker(self) -> Asker:
        """The one asker of the session's edition; safe to share between threads."""
        if self._asker is None:
            self._asker = self._new_asker()
        return self._asker

    def _new_asker(self) -> Asker:
        rephraser = None
        if self.settings.llm_url:
            from assistant.llm import ChatRephraser

            rephraser = ChatRephraser(self.settings)
        return Asker(self.index, self.settings.edition, self.settings.max_question_chars, rephraser)


def open_session(settings: Settings, on_progress: Progress | None = None, on_wait: Callable[[], None] | None = None) -> Session:
    """The assistant on the data folder of the settings; the index is built when it is missing, old or damaged.

    Raises:
        SpbeError: with a sentence for the user.
    """
    embedder = open_embedder(settings.embedding_model, settings.data_dir / "models", settings.threads)
    try:
        refresh_index(settings, embedder, on_progress, on_wait)
    except DataFolderError:
        if IndexFolder(settings.data_dir).manifest() is None:
            raise
    try:
        index = Index(settings.data_dir, embedder)
    except (IndexMissingError, IndexerError):
        refresh_index(settings, embedder, on_progress, on_wait, anew=True)
        index = Index(settings.data_dir, embedder)
    return Session(settings=settings, embedder=embedder, index=index)


def refresh_index(
    settings: Settings,
    embedder: Embedder,
    on_progress: Progress | None = None,
    on_wait: Callable[[], None] | None = None,
    anew: bool = False,
) -> BuildReport:
    """Brings the index up to date; `anew` builds it even when it claims to be (a damaged one).

    Raises:
        SpbeError: when knowledge, embedder or folder are faulty.
    """
    if anew:
        IndexFolder(settings.data_dir).forget()
    passages, hashes = added_documents(settings)
    return build_index(
        settings.data_dir,
        embedder,
        documents=passages,
        document_hashes=hashes,
        on_progress=on_progress,
        on_wait=on_wait,
    )


def added_texts(settings: Settings) -> list[OfficialText]:
    """The official texts that the user added, by document id."""
    return OfficialStore(settings.data_dir).texts()


def added_documents(settings: Settings) -> tuple[Sequence[Passage], list[str]]:
    """Passages and content hashes of the official texts that the user added; both empty when there are none."""
    store = OfficialStore(settings.data_dir)
    return StoredPassages(store), store.hashes()
