"""Drafts of what assessors write: explanations, strengths and weaknesses, the recommendation; and a linter for their own texts."""
