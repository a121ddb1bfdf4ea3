"""Places of a text: coded ones, townships and villages, zones; which region a passage speaks of."""
