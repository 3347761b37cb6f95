"""The units board: every force with its status, place, age of its position and work; places and stock beside it."""
