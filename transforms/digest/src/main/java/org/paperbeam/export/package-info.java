/**
 * The records of an output folder as files for other engines: Parquet, Avro, CSV or JSON Lines.
 *
 * <p>{@link org.paperbeam.export.ExportRecords} reads days and writes them again, a file a day.
 * Columns, their order and their types are those of the record ({@link
 * org.paperbeam.export.RecordRows}), in every format.
 */
package org.paperbeam.export;
