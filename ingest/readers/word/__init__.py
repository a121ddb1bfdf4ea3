"""WordprocessingML (ECMA-376 part 1, ISO/IEC 29500): package, styles, numbering, and the text of a story."""
