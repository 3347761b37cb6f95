"""The duty roster 值班表: who is in charge and who sits at the phone, by day and shift; swaps with consent (facts file §3.6)."""
