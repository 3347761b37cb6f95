"""The responsibility list: who leads what, requests to change it, in and out of Excel."""
