"""Roads as a graph: what an extract or the demo is turned into, and what routing reads.

May import: kernel, domain, catalog, numpy, scipy, shapely. Must not: know Qt, the page or the desk's write path.
Decision: every bend of a road is a node, so that a route is a list of nodes and needs no second geometry; arcs are
directed, so that a one-way street is one arc and any other road two.
"""
