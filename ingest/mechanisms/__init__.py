"""How a mechanism's name is found: one way a module (kind words, quotation marks, set terms, slogans), then its dimension."""
