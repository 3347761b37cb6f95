"""The tabs of the drills panel: a module here that defines ``TAB: TabSpec`` is one."""
