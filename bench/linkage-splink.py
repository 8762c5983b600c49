"""Links a file with Splink as its own guides do, for bench/linkage.ts: prints seconds and clusters. Not part of the product."""
import json
import resource
import sys
import time

import duckdb
import splink
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on

try:
    from splink import DuckDBAPI
except ImportError:
    from splink.backends.duckdb import DuckDBAPI

source, target = sys.argv[1], sys.argv[2]
began = time.time()
con = duckdb.connect()
con.execute("set threads to 2")
con.execute(f"create table people as select unique_id, first_name, surname, dob, birth_place, postcode from read_csv('{source}', all_varchar=true)")
rules = [
    block_on("first_name", "surname"),
    block_on("surname", "dob"),
    block_on("first_name", "dob"),
    block_on("postcode", "dob"),
]
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=rules,
    comparisons=[
        cl.JaroWinklerAtThresholds("first_name", [0.9, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname", [0.9, 0.8]).configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("dob", [1, 2]),
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
    ],
)
api = DuckDBAPI(connection=con)
try:
    linker = Linker("people", settings, db_api=api)
except Exception:
    linker = Linker(api.register("people"), settings)
linker.training.estimate_probability_two_random_records_match([block_on("first_name", "surname", "dob")], recall=0.6)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
trained = time.time()
pairs = linker.inference.predict(threshold_match_probability=0.01)
predicted = time.time()
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.95)
found = con.execute(f"select unique_id, cluster_id as cluster from {clusters.physical_name}")
con.execute(f"copy (select unique_id, cluster_id as cluster from {clusters.physical_name}) to '{target}' (header)")
count = con.execute(f"select count(*) from {pairs.physical_name}").fetchone()[0]
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "version": splink.__version__,
    "duckdb": duckdb.__version__,
    "train": trained - began,
    "predict": predicted - trained,
    "cluster": time.time() - predicted,
    "total": time.time() - began,
    "processor": usage.ru_utime + usage.ru_stime,
    "peakMemoryBytes": usage.ru_maxrss * 1024,
    "pairs": count,
}))
