"""The store: everything that is kept, in SQLite or PostgreSQL, with the history of every figure.

`engine` opens it and turns what a database says into sentences; `tables` is its shape;
`migrations` made that shape; each other module keeps one kind of thing.
"""
