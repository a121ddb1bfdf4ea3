"""Bodies that can be identified: the grammar of their names and the ways in which a text names them."""
