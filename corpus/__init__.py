"""What we know: digests of regulations, the rubric and the words people use, as data with its source beside it."""
