"""The township's responsibility list (权责清单): who leads, who supports, what the county must be told; never who may not help."""
