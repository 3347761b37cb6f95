"""The tabs of the duty room: a module here that defines ``TAB: TabSpec`` is one."""
