"""Warnings that come as messages: taken in as they are, signed for, passed on, replaced and called off by their issuer."""
