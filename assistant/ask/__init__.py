"""A question in, a checked answer out: understand → retrieve → compose → verify."""
