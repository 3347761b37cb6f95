"""The desk's own profile, the shift on duty, contacts."""
