"""Shelters 避难场所 in use: open or closed, how many people are in, and who of them needs help."""
