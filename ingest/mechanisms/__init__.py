"""How a mechanism's name is found: one way a module (kind words, quotes, set terms), then its dimension."""
