"""The steps, one file each; see ``app.storage.migrations``."""
