"""An optional language model behind an OpenAI-style server (the only importer of a chat-model package; extra `llm`)."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from corpus.errors import ModelError, SettingsError

_PROMPT = Path(__file__).resolve().parents[1] / "prompts" / "rephrase.md"


class ChatRephraser:
    """Rephrases with the model of the settings."""

    def __init__(self, settings: Settings) -> None:
        """Raises: SettingsError when the package of the extra `llm` is not installed."""
        try:
            from langchain_openai import ChatOpenAI
        except ImportError as error:
            raise SettingsError(
                'SPBE_LLM_URL diisi, tetapi paketnya belum terpasang. Jalankan: pip install -e ".[llm]".'
            ) from error
        self.name = settings.llm_model
        self._prompt = _PROMPT.read_text("utf-8").partition("-->")[2].strip()
        self._model = ChatOpenAI(
            base_url=settings.llm_url,
            model=settings.llm_model,
            api_key=settings.llm_key if settings.llm_key.get_secret_value() else "tanpa-kunci",  # type: ignore[arg-type]
            timeout=settings.llm_timeout_s,
            max_retries=0,
            temperature=0,
        )

    def rephrase(self, question: str, answer: str) -> str:
        """The model's wording of a verified answer.

        Raises:
            ModelError: when the server cannot be reached, is too slow, or answers nothing.
        """
        prompt = self._prompt.replace("{question}", question).replace("{answer}", answer)
        try:
            content = self._model.invoke(prompt).content
        except Exception as error:  # the client lets every kind of transport error through
            raise ModelError(f"Model bahasa tidak menjawab ({error}); jawaban terperiksa dipakai apa adanya.") from error
        if not isinstance(content, str) or not content.strip():
            raise ModelError("Model bahasa tidak memberi teks; jawaban terperiksa dipakai apa adanya.")
        return content.strip()
