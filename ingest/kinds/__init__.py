"""Kinds of body: the grammar of their names, the chains they stand in, which forms name one kind."""
