package org.paperbeam.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.paperbeam.storage.Folder;

/**
 * Where a day's files stand in an output folder, in one form. Folders are named as Hive names
 * partitions, so that engines read {@code scores/} as one table; files that are no records begin
 * with {@code _}, which they pass over.
 *
 * @param key of the partition
 * @param manifest the name of the day's facts
 */
record DayPaths(String key, String manifest) {
  /** What is written: the key is no column of the records, as BigQuery wants it. */
  static final DayPaths NOW = new DayPaths("day", "_day.json");

  /** What older versions wrote. It is read, and moved by {@link OldDays}. */
  static final DayPaths BEFORE = new DayPaths("date", "day.json");

  String scores(String date) {
    return "scores/" + key + "=" + date + "/";
  }

  String unscored(String date) {
    return "unscored/" + key + "=" + date + "/";
  }

  String recordsFile(String date) {
    return scores(date) + "records.jsonl";
  }

  String manifestFile(String date) {
    return scores(date) + manifest;
  }

  String unscoredFile(String date) {
    return unscored(date) + "unscored.jsonl";
  }

  /** The dates of a folder that have been written to their end in this form, oldest first. */
  List<String> dates(Folder output) throws IOException {
    List<String> dates = new ArrayList<>();
    for (String path : output.list("scores/" + key + "=*/" + manifest)) {
      dates.add(path.substring(scores("").length() - 1, path.lastIndexOf('/')));
    }
    return dates;
  }
}
