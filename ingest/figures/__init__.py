"""Numbers of a text as metrics: which count, of what, when, where, in which part."""
