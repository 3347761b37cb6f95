"""Units: crewed, dispatchable forces and their status."""
