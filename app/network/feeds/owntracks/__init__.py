"""OwnTracks in HTTP mode: JSON by POST, answered by a JSON list, HTTP Basic for who it is."""
