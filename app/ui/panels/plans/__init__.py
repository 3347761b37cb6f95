"""The library of plans: prose beside rules, the task table, and a place to try a plan with invented facts."""
