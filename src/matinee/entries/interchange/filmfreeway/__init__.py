"""FilmFreeway's "submissions" export (CSV).

Source: the export's columns as found in public repositories and help pages in November 2026, gathered in
``docs/formats/filmfreeway.md``; FilmFreeway publishes no specification. The file is never held whole: it is read in
pieces, record by record, so that neither its length nor a single huge cell costs memory.
"""
