"""Who goes: candidates with their travel times, the plan's demands, minimum cover, and a proposal that says why.

Pure: the search over the road graph and the joint assignment are done above; what they need and answer are values here.
A proposal is never an order: an officer sends, and a change of the proposal is kept with its reason.
"""
