package org.paperbeam.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Encodes as another coder does, but for a runner that only clones with it: there an element is
 * handed over as it is. Elements must be immutable. Thread-safe.
 *
 * <p>DirectRunner holds a group's elements as objects and clones all that a group has by then for
 * every bundle that adds to it, by encoding and decoding each. With the elements' own coders that
 * is a tenth of a millisecond a paper, and the square of the papers' number in all. It says {@link
 * #useInProcess} for its jobs; nobody else does, and then the coder only puts a byte before what
 * the other writes.
 *
 * @param <T> immutable elements
 */
public final class HandOverCoder<T> extends StructuredCoder<T> {
  private static final long serialVersionUID = 1L;

  private static final int WRITTEN = 0;
  private static final int HANDED_OVER = 1;

  private static final AtomicInteger SCOPES = new AtomicInteger();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** What was encoded and not decoded yet: never more than the clones that are being made. */
  private static final Map<Long, Object> UNDERWAY = new ConcurrentHashMap<>();

  private final Coder<T> coder;

  private HandOverCoder(Coder<T> coder) {
    this.coder = coder;
  }

  public static <T> HandOverCoder<T> of(Coder<T> coder) {
    return new HandOverCoder<>(coder);
  }

  /** How long elements are handed over. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Until the scope is closed, whatever is encoded in this process must be decoded in it, once. To
   * be closed once.
   */
  public static Scope useInProcess() {
    SCOPES.incrementAndGet();
    return SCOPES::decrementAndGet;
  }

  /** Elements that are encoded and not decoded. */
  static int underway() {
    return UNDERWAY.size();
  }

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    if (SCOPES.get() == 0) {
      VarIntCoder.of().encode(WRITTEN, out);
      coder.encode(value, out);
      return;
    }
    long number = NUMBERS.incrementAndGet();
    UNDERWAY.put(number, value);
    VarIntCoder.of().encode(HANDED_OVER, out);
    VarLongCoder.of().encode(number, out);
  }

  @Override
  @SuppressWarnings("unchecked") // The same coder has put it there.
  public T decode(InputStream in) throws IOException {
    if (VarIntCoder.of().decode(in) == WRITTEN) {
      return coder.decode(in);
    }
    long number = VarLongCoder.of().decode(in);
    Object value = UNDERWAY.remove(number);
    if (value == null) {
      throw new CoderException("element " + number + " is handed over already, or elsewhere");
    }
    return (T) value;
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(coder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    coder.verifyDeterministic();
  }

  @Override
  public boolean consistentWithEquals() {
    return coder.consistentWithEquals();
  }

  @Override
  public Object structuralValue(T value) {
    return coder.structuralValue(value);
  }
}
