"""Demo records."""
