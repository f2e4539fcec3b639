package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.transforms.Convert;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;

/**
 * {@link SnapshotIO#read()} for pipelines of other languages: {@code output} has the papers, {@code
 * errors} the lines that are none, {@code failures} why the job must end.
 */
public final class SnapshotProvider
    extends TypedSchemaTransformProvider<SnapshotProvider.Configuration> {
  static final String OUTPUT = "output";
  static final String ERRORS = "errors";
  static final String FAILURES = "failures";

  @Override
  public String identifier() {
    return "paperbeam:schematransform:snapshot_read:v1";
  }

  @Override
  public String description() {
    return "Reads the papers of some categories and listing dates from the public arXiv snapshot.";
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of(OUTPUT, ERRORS, FAILURES);
  }

  @Override
  protected Class<Configuration> configurationClass() {
    return Configuration.class;
  }

  @Override
  protected SchemaTransform from(Configuration configuration) {
    return new ReadSnapshot(
        SnapshotIO.read()
            .withFiles(configuration.getFiles())
            .withCategories(configuration.getCategories())
            .withDates(
                LocalDate.parse(configuration.getFrom()), LocalDate.parse(configuration.getTo())));
  }

  /** What to read. */
  @AutoValue
  @DefaultSchema(AutoValueSchema.class)
  public abstract static class Configuration {
    @SchemaFieldDescription("Paths or patterns; .gz, .zst and .bz2 are unpacked.")
    public abstract List<String> getFiles();

    @SchemaFieldDescription("arXiv's categories, e.g. cs.LG, or archives such as cs.")
    public abstract List<String> getCategories();

    @SchemaFieldDescription("The first listing date, ISO, inclusive.")
    public abstract String getFrom();

    @SchemaFieldDescription("The last listing date, ISO, inclusive.")
    public abstract String getTo();

    public static Builder builder() {
      return new AutoValue_SnapshotProvider_Configuration.Builder();
    }

    /** Builds a {@link Configuration}. */
    @AutoValue.Builder
    public abstract static class Builder {
      public abstract Builder setFiles(List<String> files);

      public abstract Builder setCategories(List<String> categories);

      public abstract Builder setFrom(String from);

      public abstract Builder setTo(String to);

      public abstract Configuration build();
    }
  }

  private static final class ReadSnapshot extends SchemaTransform {
    private static final long serialVersionUID = 1L;

    private final SnapshotIO.Read read;

    ReadSnapshot(SnapshotIO.Read read) {
      this.read = read;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      SnapshotResult snapshot = input.getPipeline().apply("Read snapshot", read);
      return PCollectionRowTuple.of(
              OUTPUT, snapshot.getPapers().apply("Papers as rows", Convert.toRows()))
          .and(ERRORS, snapshot.getBadRecords().apply("Bad lines as rows", Convert.toRows()))
          .and(FAILURES, snapshot.getFailures().apply("Failures as rows", Convert.toRows()));
    }
  }
}
