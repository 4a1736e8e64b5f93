"""Saved views over HTTP: what people keep of how they look at records. `routes.py` has the
handlers, `sent.py` what a body may say, `store.py` the rows, `told.py` what is answered.
"""
