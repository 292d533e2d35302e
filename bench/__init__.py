"""Benchmarks: quality, truth and speed. Figures are printed beside a baseline of the same run."""
