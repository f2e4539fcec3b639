package org.paperbeam.learnt;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;

/**
 * The file that holds a {@link FilterModel}: one JSON object, with the report to read and the
 * numbers in base64. What is read is checked before it is used, whoever wrote it: size, version,
 * counts, and that every number is one.
 */
public final class ModelFile {
  /** No filter that is written is half as large. */
  public static final int LARGEST = 2_000_000;

  private static final String FORMAT = "paperbeam-prefilter";

  /** To be raised with every change of what the numbers mean: features, hash, scales. */
  private static final int VERSION = 1;

  private static final int MOST_CATEGORIES = 1000;
  private static final double LARGEST_NUMBER = 1e6;
  private static final int STEPS = Short.MAX_VALUE;

  private static final JsonForm<Head> HEAD = JsonForm.of(Head.class);
  private static final JsonForm<Content> CONTENT = JsonForm.of(Content.class);

  private ModelFile() {}

  private record Head(String format, int version) {}

  private record Content(
      String format,
      int version,
      double keepRecall,
      double confidence,
      double threshold,
      FilterReport report,
      double bias,
      Map<String, Double> categories,
      double weightStep,
      String weights,
      String rarity) {}

  /** The file's text, with LF at its end. */
  public static String write(FilterModel filter) {
    LinearModel model = filter.model();
    float[] weights = model.weights();
    double step = step(weights);
    ByteBuffer packed = ByteBuffer.allocate(weights.length * Short.BYTES);
    for (float weight : weights) {
      packed.putShort((short) Math.round(weight / step));
    }
    return CONTENT.pretty(
        new Content(
            FORMAT,
            VERSION,
            filter.promise().keepRecall(),
            filter.promise().confidence(),
            filter.threshold(),
            filter.report(),
            model.bias(),
            new TreeMap<>(model.categories()),
            step,
            Base64.getEncoder().encodeToString(packed.array()),
            Base64.getEncoder().encodeToString(model.rarity().bytes())));
  }

  private static double step(float[] weights) {
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest == 0 ? 1 : largest / STEPS;
  }

  /**
   * The filter that a file holds.
   *
   * @throws IllegalArgumentException when it holds none that this version can use; one line
   */
  public static FilterModel read(String text) {
    if (text.length() > LARGEST) {
      throw new IllegalArgumentException("too large for a pre-filter");
    }
    Head head = head(text);
    if (head == null || !FORMAT.equals(head.format())) {
      throw new IllegalArgumentException("not a pre-filter, or cut short");
    }
    if (head.version() != VERSION) {
      throw new IllegalArgumentException(
          "a pre-filter of version "
              + head.version()
              + ", and this program reads version "
              + VERSION
              + ": learn it anew with train");
    }
    Content content = CONTENT.read(text);
    checkReport(content);
    double step = number("weight_step", content.weightStep());
    ByteBuffer packed =
        ByteBuffer.wrap(bytes("weights", content.weights(), GramCounter.BUCKETS * Short.BYTES));
    float[] weights = new float[GramCounter.BUCKETS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (packed.getShort() * step);
    }
    if (content.categories() == null || content.categories().size() > MOST_CATEGORIES) {
      throw new IllegalArgumentException("field 'categories' is missing or too large");
    }
    content.categories().forEach((name, weight) -> number("categories." + name, weight));
    LinearModel model =
        new LinearModel(
            Rarity.ofBytes(bytes("rarity", content.rarity(), GramCounter.BUCKETS)),
            weights,
            content.categories(),
            number("bias", content.bias()));
    return new FilterModel(
        model,
        number("threshold", content.threshold()),
        new FilterModel.Promise(content.keepRecall(), content.confidence()),
        content.report());
  }

  private static @Nullable Head head(String text) {
    try {
      return HEAD.read(text);
    } catch (IllegalArgumentException e) {
      // Any text may be named; what is wrong with its JSON helps nobody.
      return null;
    }
  }

  private static void checkReport(Content content) {
    FilterReport report = content.report();
    if (report == null || report.held() == null) {
      throw new IllegalArgumentException("field 'report' is missing or not of its form");
    }
    if (report.held().kept() < 0 || report.held().kept() > report.held().chosen()) {
      throw new IllegalArgumentException("field 'report.held' keeps more papers than there are");
    }
  }

  private static double number(String field, @Nullable Double value) {
    if (value == null || !Double.isFinite(value) || Math.abs(value) > LARGEST_NUMBER) {
      throw new IllegalArgumentException("field '" + oneLine(field) + "' is no usable number");
    }
    return value;
  }

  private static byte[] bytes(String field, @Nullable String text, int length) {
    byte[] bytes;
    try {
      bytes = text == null ? new byte[0] : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field '" + field + "' is not base64", e);
    }
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          "field '" + field + "' has " + bytes.length + " bytes, not " + length);
    }
    return bytes;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > 60 ? line.substring(0, 60) : line;
  }
}
