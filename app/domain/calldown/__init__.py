"""Call-down 叫应: a list of people who must be reached now, and who answered when; every call is a fact of the journal."""
