"""转移安置名单: who has to leave, village by village, with columns to be ticked by hand and signed by the village."""
