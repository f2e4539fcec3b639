"""Snapshots of any number of papers, made of the stand-in's."""
import datetime as dt
import gzip
import json
import os

from standin_runs import SHARED

FIRST_DAY = dt.date(2022, 1, 4)


def weekdays(first, count):
    days, day = [], first
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += dt.timedelta(days=1)
    return days


def write_snapshot(path, papers, days):
    """So many papers on so many weekdays: the texts of the stand-in's again and again, under other ids, in the public snapshot's form.

    Gives the first day and the last that may announce one: holidays move papers on. The same numbers give the same bytes.
    """
    with gzip.open(os.path.join(SHARED, "arxiv", "papers.jsonl.gz"), "rt", encoding="utf-8") as lines:
        source = [json.loads(line) for line in lines]
    tails = [tail(paper) for paper in source]
    dates = weekdays(FIRST_DAY, days)
    numbers = {}
    with open(path, "w", encoding="utf-8") as file:
        for i in range(papers):
            day = dates[i * days // papers]
            # Submitted at noon in New York on the working day before: announced that evening.
            made = day - dt.timedelta(days=3 if day.weekday() == 0 else 1)
            month = f"{made:%y%m}"
            numbers[month] = numbers.get(month, 0) + 1
            created = f"{made:%a, %d %b %Y} 16:00:00 GMT"
            file.write(f'{{"id": "{month}.{numbers[month]:05d}", "versions": [{{"version": "v1", "created": "{created}"}}], '
                       f'"update_date": "{made}", {tails[i % len(tails)]}\n')
    return dates[0], dates[-1] + dt.timedelta(days=14)


def tail(paper):
    """What a line says besides ids and times."""
    parsed = [[name.split(" ")[-1], " ".join(name.split(" ")[:-1]), ""] for name in paper["authors"]]
    return json.dumps({"submitter": None, "authors": ", ".join(paper["authors"]), "title": paper["title"], "comments": paper.get("comment"),
                       "journal-ref": None, "doi": None, "report-no": None, "categories": "cs.LG", "license": None,
                       "abstract": "  " + paper["abstract"] + "\n", "authors_parsed": parsed})[1:]
