"""The machine: reads the language of `metamodel` and runs it."""
