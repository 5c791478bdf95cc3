"""The index tab: the index, its charts, what-if and the cheapest path."""
