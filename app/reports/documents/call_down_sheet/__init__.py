"""叫应单: a call-down on paper, with what was reached and columns to go on by hand."""
