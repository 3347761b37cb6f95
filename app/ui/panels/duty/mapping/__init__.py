"""Map tools of the duty panel: forms after a drawing, the list of drawings, what is inside, and calling people down."""
