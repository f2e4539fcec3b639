package org.paperbeam.http;

/**
 * How large a service's answers may be, packed and unpacked: far above the largest that it gives,
 * and small beside the heap, so that an answer without end costs a message, not the run.
 */
public final class LargestBody {
  private static final int MB = 1 << 20;

  private LargestBody() {}

  /**
   * A bound for bodies that are read one at a time, in bytes.
   *
   * @param megabytes the most; less where the heap is small, for a listing is held about ten times
   *     over while it is read
   */
  public static int alone(int megabytes) {
    return within(megabytes, Runtime.getRuntime().maxMemory() / 12);
  }

  /**
   * A bound for bodies of which many are read at a time, in bytes.
   *
   * @param megabytes the most; less where the heap is small
   */
  public static int amongMany(int megabytes) {
    return within(megabytes, Runtime.getRuntime().maxMemory() / 64);
  }

  static int within(int megabytes, long share) {
    return (int) Math.max(MB, Math.min((long) megabytes * MB, share));
  }

  static String inWords(int bytes) {
    return bytes >= MB ? bytes / MB + " MB" : bytes + " bytes";
  }
}
