"""Corpora, training, calibration and evaluation. The only layer that needs scikit-learn and scipy."""
