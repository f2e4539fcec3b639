package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.paperbeam.pipeline.google.GcsEndpoint;
import org.paperbeam.pipeline.options.BeamOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.storage.Places;

/** Sets Beam's file systems up for a command that starts no job. */
final class StorageAccess {
  private static final Set<String> CREDENTIALS =
      Set.of("credentialFactoryClass", "gcpOauthScopes", "impersonateServiceAccount");

  private static final String TRIAL = ".paperbeam-looks-whether-it-may-write-";

  /** A run's report has less; a folder without so much room holds no run. */
  private static final int ROOM = 64 << 10;

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
   * nothing of one elsewhere. Leaves nothing else behind.
   *
   * @throws UsageException when it cannot, or there is no room
   */
  static void checkWritable(String option, String path) {
    if (!Places.isLocal(path)) {
      return;
    }
    Path folder = folder(option, path);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException(option + ": this folder cannot be made: " + why(e), e);
    }
    Path trial = folder.resolve(TRIAL + UUID.randomUUID());
    try {
      Files.write(trial, new byte[ROOM]);
    } catch (AccessDeniedException e) {
      throw new UsageException(option + ": this folder cannot be written: permission denied", e);
    } catch (IOException e) {
      throw new UsageException(option + ": this folder cannot be written: " + why(e), e);
    } finally {
      remove(trial);
    }
  }

  private static void remove(Path trial) {
    try {
      Files.deleteIfExists(trial);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + trial + ": " + why(e), e);
    }
  }

  private static Path folder(String option, String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new UsageException(option + ": this is no path here: " + e.getReason(), e);
    }
  }

  /** Checks a folder of this machine that is there already; one that is not stays away. */
  static void checkWritableIfThere(String option, String path) {
    if (Places.isLocal(path) && Files.exists(folder(option, path))) {
      checkWritable(option, path);
    }
  }

  private static String why(IOException e) {
    return e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException
        ? e.getMessage() + " is a file"
        : e instanceof AccessDeniedException
            ? "permission denied at " + e.getMessage()
            : e instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
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
