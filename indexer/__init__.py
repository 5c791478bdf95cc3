"""From documents to passages to search results."""
