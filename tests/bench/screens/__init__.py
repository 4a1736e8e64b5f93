"""The speed of the screens, in a Chromium, on big clinics: `python -m tests.bench.screens`."""
