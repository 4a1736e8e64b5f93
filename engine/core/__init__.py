"""What every room of the engine stands on: settings, keys, the database cluster, errors."""
