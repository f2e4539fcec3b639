package org.paperbeam.runners.dataflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.util.DoFnInfo;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.common.ReflectHelpers;
import org.paperbeam.pipeline.options.LlmOptions;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

/**
 * What a worker does with a job before its first element, in a process that has no variable and no
 * folder of the one who sent it: makes options, functions, sources and coders, and reads the key.
 */
public final class FreshWorker {
  private FreshWorker() {}

  /** Takes the job's file; prints what it made. */
  public static void main(String[] arguments) throws IOException {
    SubmittedJob job =
        new SubmittedJob(new ObjectMapper().readTree(Files.readString(Path.of(arguments[0]))));
    PipelineOptions options =
        new ObjectMapper()
            .registerModules(ObjectMapper.findModules(ReflectHelpers.findClassLoader()))
            .treeToValue(job.options(), PipelineOptions.class);
    FileSystems.setDefaultPipelineOptions(options);
    int functions = 0;
    for (Object made : job.revived()) {
      if (made instanceof DoFnInfo<?, ?> info) {
        DoFn<?, ?> fn = info.getDoFn();
        DoFnInvokers.tryInvokeSetupFor(fn, options);
        DoFnInvokers.invokerFor(fn).invokeTeardown();
        functions++;
      }
    }
    System.out.println("variables " + System.getenv().keySet());
    System.out.println("functions " + functions);
    System.out.println("coders " + job.coders().stream().map(SerializableUtils::clone).count());
    String secret = options.as(LlmOptions.class).getLlmKeySecret();
    KeySource key = KeySource.secret(secret);
    System.out.println("key " + key.read(Map.of()).reveal().length());
    Folder output = Folder.of(options.as(OutputOptions.class).getOutput());
    System.out.println("output " + output.list("**").size());
  }

  /** Runs it in a process of its own and gives back what it printed. */
  static String inProcess(Path folder, SubmittedJob job) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("job.json"), job.json().toString());
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path arguments = Files.writeString(folder.resolve("arguments"), "-cp \"" + classes + "\"\n");
    List<String> call = new ArrayList<>();
    call.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    call.add("-Djava.util.logging.config.file=none");
    call.add("@" + arguments);
    call.add(FreshWorker.class.getName());
    call.add(file.toString());
    ProcessBuilder builder =
        new ProcessBuilder(call)
            .directory(Files.createDirectory(folder.resolve("elsewhere")).toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return said;
  }
}
