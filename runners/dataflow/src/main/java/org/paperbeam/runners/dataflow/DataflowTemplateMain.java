package org.paperbeam.runners.dataflow;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paperbeam.pipeline.command.Main;

/**
 * Where the launcher of a Flex Template enters, with {@code --name=value} alone. It is {@code
 * ./paperbeam run --runner=DataflowRunner --detached}: the job is handed over, and this process
 * ends. What is left empty in the console's form is not given.
 */
public final class DataflowTemplateMain {
  private DataflowTemplateMain() {}

  public static void main(String[] arguments) {
    int code = run(arguments, System.getenv(), System.out, System.err);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    return Main.run(call(arguments).toArray(new String[0]), environment, out, err);
  }

  /** The call of the command line that these arguments mean. */
  static List<String> call(String[] arguments) {
    List<String> call = new ArrayList<>(List.of(arguments));
    call.removeIf(argument -> argument.matches("--[A-Za-z]+="));
    if (call.isEmpty() || call.get(0).startsWith("-")) {
      call.add(0, "run");
    }
    add(call, "--runner=", "DataflowRunner");
    add(call, "--detached=", "true");
    return call;
  }

  private static void add(List<String> call, String option, String value) {
    String name = option.substring(0, option.length() - 1);
    if (call.stream().noneMatch(given -> given.startsWith(option) || given.equals(name))) {
      call.add(option + value);
    }
  }
}
