package org.paperbeam.flinkcluster;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another class's {@code main} until the process that started this one is gone: its end of our
 * standard input is closed by the system then, even when it was killed.
 */
public final class EndsWithParent {
  private EndsWithParent() {}

  /** The class's name, then its arguments. */
  public static void main(String[] arguments)
      throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException {
    Thread watch = new Thread(EndsWithParent::haltAtTheEndOfInput, "ends-with-parent");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(arguments[0] + " failed", e.getCause());
    }
  }

  private static void haltAtTheEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes to it.
      }
    } catch (IOException closed) {
      // The same as its end.
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(1);
  }
}
