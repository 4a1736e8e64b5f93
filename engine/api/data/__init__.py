"""Records and views over HTTP, as plain ASGI: the routes people wait for all day (benchmarks S1 to
S5). `routes.py` is the table of them; a family of handlers is a file.
"""
