"""Map data: which base maps this computer has, which are shown, and the regional package."""
