"""Analyses on top of a knowledge base: where nothing is shared yet, and whether a claimed saving shows in public figures.

They are for analysts: the formulas stand in the documentation, the numbers behind every answer come with it, and what the data
cannot show is said in words. They need pandas (``pip install pandas pyarrow``).
"""
