"""Scripted officers: they act in a drill by the ordinary commands, so that scoring itself can be tested, and a desk can be tried
out without people. They know of the world what a participant knows: the state, the rules, and what the injects told."""

from app.drill.officer.officer import ScriptedOfficer
from app.drill.officer.profiles import Temper

__all__ = ["ScriptedOfficer", "Temper"]
