"""Going on by hand 断电续办: numbered paper slips, and typing in afterwards what was written on them (补录).

A power cut does not stop a duty room; it writes on paper. Every blank form that leaves the printer carries a number of its
own (``SlipsIssued``), and what was written on it is typed in later through one door: ``CatchUp`` wraps the command that
would have been given at the time. The entries that it comes to are the ordinary ones, each with the slip it stood on
(``Entry.paper``): the act counts from the paper's time, the record's stamp keeps the time of typing, both are shown, and the
word 补录 stands beside it wherever it is told.
"""
