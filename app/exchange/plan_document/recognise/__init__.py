"""Finds the parts of a plan in the pieces of a document, one module for each sort of part.

Every finder takes the ``Context``, adds parts to it and claims the words that they rest on; a later finder leaves claimed
words alone. What nobody claimed is listed as unread.
"""
