"""Tests of the training program: `python -m unittest discover -s tests -t .` in the folder above."""
