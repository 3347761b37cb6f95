"""The verbs, one small module a family: each adds its parsers and answers them with a ``Session``."""
