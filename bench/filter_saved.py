#!/usr/bin/env python3
"""What the pre-filter saves and loses in the real job. Called by bench/filter saved; see README.md.

usage: bench/filter saved [CONFIDENCE ...]

Runs ./paperbeam against the stand-in: the days 2025-03-18 to 03-27, from which `train` learns a filter; then
03-28 to 04-04 without it and with it, each in a fresh folder, and `evaluate` of the one against the other.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from standin_runs import StandIn, paperbeam, report

KEY = dict(os.environ, OPENAI_API_KEY="sk-bench")
LEARNT = ["--source=oai", "--from=2025-03-18", "--to=2025-03-27"]
TRIED = ["--source=oai", "--from=2025-03-28", "--to=2025-04-04"]


def call(command, options):
    done = subprocess.run(paperbeam(command, options), env=KEY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{command} {options}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout


def run(output, options):
    with StandIn() as services:
        call("run", options + services.options() + [f"--output={output}"])
        stats = services.stats()
    return report(output), stats


def total(found, name):
    return sum(day[name] for day in found["days"])


def row(name, found):
    llm = found["llm"]
    print(f"| {name} | {llm['requests']} | {llm['prompt_tokens'] + llm['completion_tokens']:,} | ${llm['cost_usd']:.4f} "
          f"| {total(found, 'prefiltered')} | {total(found, 'title_filtered')} | {total(found, 'selected')} |", flush=True)


def less(with_filter, without, name):
    """The share of it that is not paid for."""
    before, after = without["llm"], with_filter["llm"]
    numbers = (sum(after[field] for field in name), sum(before[field] for field in name))
    return 1 - numbers[0] / numbers[1]


def main(confidences):
    work = tempfile.mkdtemp(prefix="paperbeam-filter-")
    try:
        run(f"{work}/learnt", LEARNT)
        plain, _ = run(f"{work}/plain", TRIED)
        print("| 2025-03-28 to 04-04 | calls | tokens | dollars | ruled out | dropped by title | selected |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        row("without the filter", plain)
        for confidence in confidences:
            model = f"{work}/filter-{confidence}.json"
            output = f"{work}/with-{confidence}"
            said = call("train", [f"--output={work}/learnt", f"--prefilter={model}", f"--confidence={confidence}"])
            found, _ = run(output, TRIED + [f"--prefilter={model}"])
            row(f"with it, confidence {confidence}", found)
            print(f"  saved: {less(found, plain, ['requests']):.1%} of the calls, "
                  f"{less(found, plain, ['prompt_tokens', 'completion_tokens']):.1%} of the tokens, "
                  f"{less(found, plain, ['cost_usd']):.1%} of the dollars")
            print("  " + json.dumps(found["prefilter"]))
            for line in said.splitlines():
                if "keeps" in line or "AUC" in line:
                    print("  train: " + line)
            for line in call("evaluate", [f"--output={output}", f"--against={work}/plain"]).splitlines():
                if line.startswith(("lost:", "recall", "cost", "and ")):
                    print("  " + line, flush=True)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main(sys.argv[1:] or ["0.5", "0.95"])
