"""领导批示件、督办单: an instruction from above in full, who handles it until when, and what was reported back."""
