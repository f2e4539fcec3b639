package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.InitOptions;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.NewProfile;
import org.paperbeam.pipeline.profile.Reference;
import org.paperbeam.pipeline.profile.ReferenceFile;

/** Writes a profile to begin with, on this machine. Asks nobody, and overwrites nothing. */
final class InitCommand implements Command {
  @Override
  public String name() {
    return "init";
  }

  @Override
  public String summary() {
    return "write a profile: init FOLDER [\"what I read\"], or from papers you like: --from=FILE";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return InitOptions.class;
  }

  @Override
  public List<String> positions() {
    return List.of("folder", "interests");
  }

  @Override
  public boolean takesBeamOptions() {
    return false;
  }

  @Override
  public boolean takesBeamOption(String name) {
    return false;
  }

  @Override
  public int run(CommandLine line, Console console) {
    InitOptions options =
        Values.resolve(OptionTable.of(InitOptions.class), line.ours(), Map.of())
            .as(InitOptions.class);
    Path folder = Path.of(options.getFolder());
    Map<String, String> files =
        NewProfile.files(options.getInterests(), references(options.getFrom()));
    for (String name : files.keySet()) {
      if (Files.exists(folder.resolve(name))) {
        throw new UsageException(
            "--folder=" + folder + ": there is a " + name + " already: choose another folder");
      }
    }
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      console.err().println("paperbeam: failed: --folder=" + folder + ": " + Reasons.oneLine(e));
      return FAILED;
    }
    console.out().println("wrote " + folder + "/: " + String.join(", ", files.keySet()));
    console.out().println("next: put into topics.md what you want to read and what not, then");
    console.out().println("  ./paperbeam check --profile=" + folder);
    console.out().println("  ./paperbeam run --profile=" + folder);
    return DONE;
  }

  private static List<Reference> references(@Nullable String file) {
    if (file == null) {
      return List.of();
    }
    String place = "--from=" + file;
    try {
      byte[] bytes = Files.readAllBytes(Path.of(file));
      String text = new String(bytes, StandardCharsets.UTF_8);
      return ReferenceFile.read(place, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (NoSuchFileException e) {
      throw new UsageException(place + ": there is no such file", e);
    } catch (IOException e) {
      throw new UsageException(place + ": cannot be read: " + Reasons.oneLine(e), e);
    }
  }
}
