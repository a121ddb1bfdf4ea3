"""The dimension of a mechanism: a linear classifier whose every feature and weight is data that a person can read."""
