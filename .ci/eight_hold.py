"""Exits 1 unless the report of a run, as written by `run -o json`, says that all 8 steps hold."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    steps = json.load(file)["steps"]
states = [(step["id"], step["state"].lower()) for step in steps]
print(f"{sum(state == 'holds' for _, state in states)}/{len(states)} steps hold")
if len(states) != 8 or any(state != "holds" for _, state in states):
    sys.exit(f"not 8 of 8: {states}")
