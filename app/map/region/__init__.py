"""The regional package: base maps, road graph, gazetteer and imported layers of one computer in one file for another.

May import: kernel, desk values. Must not: know what the files of a part mean (it carries folders, the rooms read them).
Invariants: written whole or not at all; taken in whole or not at all, also across a power cut (what is verified is staged
beside the data, a plan is written, and the plan is finished at the next start); nothing that stood here is lost, it is moved
to ``replaced/<time>``; no name, size or link in a package reaches outside the four folders; no key of an online map leaves
its computer.
"""
