"""The OpenAPI 3.1 document of a clinic's model for one actor: what it may see and do, no more.

`operations.py` is the table: a route without a row fails a test. Platform routes behind FastAPI are
described by their own signatures.
"""
