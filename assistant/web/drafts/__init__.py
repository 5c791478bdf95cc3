"""The drafts tab: proposed texts beside what a person signed."""
