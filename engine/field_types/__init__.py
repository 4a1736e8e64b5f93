"""Field types, one file each, found by scan; `_` files hold what several types share."""

__all__: list[str] = []
