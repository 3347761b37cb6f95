"""Tracking 定位: whose terminal may say where a unit is, which of its positions are believed, and what they suggest."""
