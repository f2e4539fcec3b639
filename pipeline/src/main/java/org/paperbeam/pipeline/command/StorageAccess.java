package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.paperbeam.pipeline.google.GcsEndpoint;
import org.paperbeam.pipeline.options.BeamOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;

/** Sets Beam's file systems up for a command that starts no job. */
final class StorageAccess {
  private static final Set<String> CREDENTIALS =
      Set.of("credentialFactoryClass", "gcpOauthScopes", "impersonateServiceAccount");

  private StorageAccess() {}

  /** Whether one of Beam's options concerns the storage. */
  static boolean isForStorage(String name) {
    return name.startsWith("gcs") || CREDENTIALS.contains(name);
  }

  /**
   * Checks that Beam knows the file system of a path; Beam itself says so only inside of a job.
   *
   * @throws UsageException when it does not
   */
  static void checkScheme(String option, String path) {
    try {
      ResourceId unused = FileSystems.matchNewDirectory(path);
      assert unused != null;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          option + ": " + e.getMessage() + ": write a local path or gs://BUCKET/PATH", e);
    }
  }

  /**
   * Checks that a folder of this machine can be written, and makes it if it is not there; says
   * nothing of one elsewhere.
   *
   * @throws UsageException when it cannot
   */
  static void checkWritable(String option, String path) {
    ResourceId place = FileSystems.matchNewDirectory(path);
    if (!place.getScheme().equals("file")) {
      return;
    }
    Path folder = Path.of(place.toString());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException(option + ": this folder cannot be made: " + why(e), e);
    }
    if (!Files.isWritable(folder)) {
      throw new UsageException(option + ": this folder cannot be written: permission denied");
    }
  }

  private static String why(IOException e) {
    return e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException
        ? e.getMessage() + " is a file"
        : e instanceof AccessDeniedException
            ? "permission denied at " + e.getMessage()
            : Reasons.oneLine(e);
  }

  /**
   * Makes the options of this call those of the file systems, and gives them back.
   *
   * @throws org.paperbeam.pipeline.options.UsageException when Beam refuses an option
   */
  static <O extends OutputOptions> O open(CommandLine line, Values values, Class<O> type) {
    String payer = values.as(type).getGcsUserProject();
    List<String> beam = GcsEndpoint.arguments(line.beams(), payer);
    O options = BeamOptions.read(beam, values.asArguments(), type);
    FileSystems.setDefaultPipelineOptions(options);
    return options;
  }
}
