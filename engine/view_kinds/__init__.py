"""View kinds, one file each, found by scan; the same keys stand in `frontend/kit/views/`."""

__all__: list[str] = []
