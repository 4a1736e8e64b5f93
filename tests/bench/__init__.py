"""The project's own benchmark: every figure is a ratio to a hand-written floor measured in the same
run."""
