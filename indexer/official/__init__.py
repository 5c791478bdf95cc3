"""Official regulations that a user adds: recognised by their title page, taken apart into provisions, word for word."""
