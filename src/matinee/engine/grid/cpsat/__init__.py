"""The grid as a model for OR-Tools CP-SAT, one rule a file."""
