"""Evidence review: what a file is, which indicators it supports, how far, and what an assessor would object to."""
