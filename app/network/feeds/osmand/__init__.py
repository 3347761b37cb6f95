"""Traccar Client and OsmAnd: query parameters by GET or POST, or the JSON of newer Traccar Clients."""
