"""Data that ships with the product: catalogues, rulebooks, words, the fictional demo township.

May import: nothing of ``app``. Must not: be imported by ``app`` as code; the product reads these folders
as files.
Invariant: nothing here names a real person, place or phone number of a town.
"""
