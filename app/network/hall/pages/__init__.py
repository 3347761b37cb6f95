"""The pages of the hall: one module a kind of seat, each of sections; ``markup`` escapes, ``frame`` puts the page together."""
