"""The chat tab: questions in, streamed answers with their sources out."""
