package org.paperbeam.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.command.Main;

/** What docs/query.md tells users of DuckDB to type, on what the demo wrote. */
class QueryDocsIT {
  private static final Path DOCS = Path.of("../../docs/query.md");
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @BeforeEach
  void demo() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = Main.run(new String[] {"demo", "--output=" + folder}, Map.of(), out, out);
    assertThat(said.toString(StandardCharsets.UTF_8), code, is(0));
  }

  /** The statements of the section on DuckDB, for the demo's folder. */
  private List<String> statements() throws Exception {
    String section = Files.readString(DOCS).split("\n## ")[1];
    assertThat(section, startsWith("DuckDB"));
    List<String> statements = new ArrayList<>();
    Matcher block = BLOCK.matcher(section);
    while (block.find()) {
      statements.add(block.group(1).replace("'out/", "'" + folder + "/"));
    }
    return statements;
  }

  private static List<String> rows(Statement duckdb, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    if (duckdb.execute(sql)) {
      try (ResultSet result = duckdb.getResultSet()) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          rows.add(String.join("|", row));
        }
      }
    }
    return rows;
  }

  @Test
  void everyStatementOfTheDocumentationFindsRows() throws Exception {
    List<String> statements = statements();
    assertThat(statements.size(), is(6));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement duckdb = connection.createStatement()) {
      assertThat(
          rows(duckdb, statements.get(0)),
          contains("2026-03-03|22|7", "2026-03-04|21|8", "2026-03-05|23|5"));
      rows(duckdb, statements.get(1));
      for (String sql : statements.subList(2, 6)) {
        assertThat(sql, rows(duckdb, sql), not(empty()));
      }
      assertThat(
          rows(duckdb, statements.get(5)),
          contains("2026-03-03|22|0|0|null", "2026-03-04|21|0|0|null", "2026-03-05|23|0|0|null"));
    }
  }

  @Test
  void thePartitionIsTheDateOfEveryRecordAndNoIdIsTakenForANumber() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement duckdb = connection.createStatement()) {
      String all =
          "read_json('" + folder + "/scores/day=*/records.jsonl', hive_partitioning = true)";
      assertThat(rows(duckdb, "SELECT count(*) FROM " + all + " WHERE day = date"), contains("66"));
      assertThat(
          rows(duckdb, "SELECT DISTINCT typeof(day), typeof(arxiv_id) FROM " + all),
          contains("DATE|VARCHAR"));
      assertThat(
          rows(duckdb, "SELECT count(*) FROM (SELECT DISTINCT day, arxiv_id FROM " + all + ")"),
          contains("66"));
      rows(duckdb, statements().get(1));
      List<String> columns = rows(duckdb, "SELECT column_name FROM (DESCRIBE records)");
      assertThat(columns.size(), is(27));
      assertThat(
          rows(duckdb, "SELECT count(*), count(relevance), count(day) FROM records"),
          contains("66|66|66"));
    }
  }

  @Test
  void anExportHoldsTheSameRowsAsTheLines() throws Exception {
    for (String format : List.of("parquet", "csv", "jsonl")) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
      String[] export = {
        "export", "--output=" + folder, "--format=" + format, "--to=" + folder + "/table"
      };
      int code = Main.run(export, Map.of(), out, out);
      assertThat(said.toString(StandardCharsets.UTF_8), code, is(0));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement duckdb = connection.createStatement()) {
      rows(duckdb, statements().get(1));
      String[] block = Files.readString(DOCS).split("\n## Parquet")[1].split("```");
      String view = block[3].replaceFirst("sql\n", "").replace("'table/", "'" + folder + "/table/");
      rows(duckdb, view);
      String columns =
          "arxiv_id, version, date::VARCHAR, date_basis, announce_type, title, authors, abstract,"
              + " categories, submitted::TIMESTAMP, outcome, author_match, max_h_index, relevance,"
              + " novelty, score, comment, model, prompt_sha256, scored_at::TIMESTAMP, run_id,"
              + " seen_before::VARCHAR, day";
      String lines = "SELECT " + columns + " FROM records";
      String csv =
          "SELECT "
              + columns.replaceAll("(authors|categories)", "$1::JSON::VARCHAR[]")
              + " FROM read_csv('"
              + folder
              + "/table/day=*/*.csv', hive_partitioning = true, header = true, delim = ',', quote ="
              + " '\"', escape = '\"', types = {'arxiv_id': 'VARCHAR', 'submitted': 'VARCHAR',"
              + " 'scored_at': 'VARCHAR', 'comment': 'VARCHAR', 'prompt_sha256': 'VARCHAR',"
              + " 'seen_before': 'VARCHAR'})";
      String jsonl =
          lines.replace(
              "records",
              "read_json('"
                  + folder
                  + "/table/day=*/*.jsonl', hive_partitioning = true, columns = "
                  + statements().get(1).replaceAll("(?s).*columns = (\\{.*\\})\\);?\\s*$", "$1")
                  + ")");
      for (String exported : List.of("SELECT " + columns + " FROM exported", csv, jsonl)) {
        assertThat(rows(duckdb, "SELECT count(*) FROM (" + exported + ")"), contains("66"));
        assertThat(rows(duckdb, lines + " EXCEPT ALL " + exported), empty());
        assertThat(rows(duckdb, exported + " EXCEPT ALL " + lines), empty());
      }
    }
  }
}
