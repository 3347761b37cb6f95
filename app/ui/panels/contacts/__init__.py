"""The duty room: who is on duty, which warnings are in force, and whom to call."""
