"""Measures the reference synthesiser: python pac_synth.py IN.csv OUT.csv EPSILON LENGTH. Prints seconds and peak memory."""
import csv
import resource
import sys
import time

import pandas
from pacsynth import Dataset, DpAggregateSeededParametersBuilder, DpAggregateSeededSynthesizer

source, target, epsilon, length = sys.argv[1:]
frame = pandas.read_csv(source, dtype=str, keep_default_na=False)
started = time.time()
parameters = DpAggregateSeededParametersBuilder().reporting_length(int(length)).epsilon(float(epsilon)).build()
synthesiser = DpAggregateSeededSynthesizer(parameters)
synthesiser.fit(Dataset.from_data_frame(frame))
made = synthesiser.sample(len(frame))
seconds = time.time() - started
with open(target, "w", newline="") as file:
    csv.writer(file).writerows(made)
print(f"{seconds:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
