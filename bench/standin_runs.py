"""What the benches that run ./paperbeam against the stand-in share."""
import json
import os
import re
import subprocess
import sys
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(ROOT, "..", "shared")
RANGE = ["--source=oai", "--from=2025-03-18", "--to=2025-04-04"]
LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class StandIn:
    """A stand-in of its own for one run, on a free port."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(SHARED, "standin", "standin.py"), "--port", "0", *options], stdout=subprocess.PIPE, text=True)
        self.url = re.search(r"http://[\d.]+:\d+", self.process.stdout.readline())[0]

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.kill()
        self.process.wait()

    def stats(self):
        return json.loads(LOCAL.open(self.url + "/stats", timeout=60).read())

    def options(self):
        """What leads a run here."""
        return [f"--arxivOaiUrl={self.url}/oai", f"--semanticScholarUrl={self.url}", f"--llmUrl={self.url}/v1",
                "--arxivSecondsBetweenRequests=0", f"--profile={SHARED}/profile"]


def paperbeam(command, options):
    """The command line; of an option given twice the last one counts."""
    return [os.path.join(ROOT, "paperbeam"), command, *{option.split("=")[0]: option for option in options}.values()]


def report(output):
    """The only run report of an output folder."""
    folder = os.path.join(output, "runs")
    with open(os.path.join(folder, os.listdir(folder)[0])) as text:
        return json.load(text)
