package org.paperbeam.paper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A paper whose texts lie in a {@link PaperSpill}. What papers are sorted and grouped by is kept in
 * memory. Immutable, and equal to the paper that it was made of.
 */
final class SpilledPaper extends ListedPaper {
  /** No length of a text: the text is null. */
  private static final int NONE = -1;

  /** The paper that a thread has read last: coders ask for its fields one by one. */
  private static final ThreadLocal<@Nullable Read> LAST_READ = new ThreadLocal<>();

  /** A paper and what it says. */
  private record Read(SpilledPaper paper, ListedPaper whole) {}

  private final PaperSpill spill;
  private final long position;
  private final int length;
  private final long contentHash;
  private final String arxivId;
  private final String date;
  private final AnnounceType announceType;

  /**
   * A paper in a spill.
   *
   * @param length bytes from that position on
   * @param contentHash see {@link #contentHash}
   */
  SpilledPaper(PaperSpill spill, long position, int length, long contentHash, ListedPaper paper) {
    this.spill = spill;
    this.position = position;
    this.length = length;
    this.contentHash = contentHash;
    this.arxivId = paper.getArxivId();
    // There are few dates, and many papers of each.
    this.date = paper.getDate().intern();
    this.announceType = paper.getAnnounceType();
  }

  /** What {@link #whole} reads. */
  static byte[] encode(ListedPaper paper) {
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(paper.getTitle());
    texts.add(paper.getAbstractText());
    texts.add(paper.getSubmitted());
    texts.addAll(paper.getAuthors());
    texts.addAll(paper.getCategories());
    int size = 3 * Integer.BYTES;
    for (String text : texts) {
      size += Integer.BYTES + 1 + (text == null ? 0 : bytes(text));
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(paper.getVersion()).putInt(paper.getDateBasis().ordinal());
    out.putInt(paper.getAuthors().size());
    texts.forEach(text -> put(out, text));
    return out.array();
  }

  private static int bytes(String text) {
    return isNarrow(text) ? text.length() : 2 * text.length();
  }

  private static boolean isNarrow(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** Character by character: an encoding would replace half of a surrogate pair. */
  private static void put(ByteBuffer out, @Nullable String text) {
    if (text == null) {
      out.put((byte) 0).putInt(NONE);
    } else if (isNarrow(text)) {
      out.put((byte) 1).putInt(text.length()).put(text.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      out.put((byte) 2).putInt(text.length());
      out.asCharBuffer().put(text);
      out.position(out.position() + 2 * text.length());
    }
  }

  private static @Nullable String get(ByteBuffer in) {
    int width = in.get();
    int length = in.getInt();
    if (length == NONE) {
      return null;
    }
    int from = in.position();
    in.position(from + width * length);
    return width == 1
        ? new String(in.array(), from, length, StandardCharsets.ISO_8859_1)
        : in.slice(from, 2 * length).asCharBuffer().toString();
  }

  /** What tells papers apart, with their ids: another text is another number, but for luck. */
  static long contentHash(ListedPaper paper, byte[] texts) {
    CRC32C sum = new CRC32C();
    sum.update(texts);
    int rest = 31 * Arrays.hashCode(texts) + paper.getDate().hashCode();
    rest = 31 * rest + paper.getAnnounceType().ordinal();
    return (sum.getValue() ^ paper.getArxivId().hashCode()) << 32 | rest & 0xFFFF_FFFFL;
  }

  /** Whether this is that paper, with these texts. */
  boolean isSame(ListedPaper paper, byte[] texts, long hash) {
    return contentHash == hash
        && length == texts.length
        && arxivId.equals(paper.getArxivId())
        && date.equals(paper.getDate())
        && announceType == paper.getAnnounceType();
  }

  /** The paper with its texts in memory. */
  @Override
  public ListedPaper whole() {
    Read last = LAST_READ.get();
    if (last == null || last.paper() != this) {
      last = new Read(this, read());
      LAST_READ.set(last);
    }
    return last.whole();
  }

  private ListedPaper read() {
    ByteBuffer in = ByteBuffer.wrap(spill.read(position, length));
    ListedPaper.Builder paper =
        ListedPaper.builder()
            .setArxivId(arxivId)
            .setDate(date)
            .setAnnounceType(announceType)
            .setVersion(in.getInt())
            .setDateBasis(DateBasis.values()[in.getInt()]);
    int authors = in.getInt();
    paper.setTitle(text(in)).setAbstractText(text(in)).setSubmitted(get(in));
    List<String> names = new ArrayList<>();
    while (names.size() < authors) {
      names.add(text(in));
    }
    List<String> categories = new ArrayList<>();
    while (in.hasRemaining()) {
      categories.add(text(in));
    }
    return paper.setAuthors(names).setCategories(categories).buildInMemory();
  }

  private static String text(ByteBuffer in) {
    String text = get(in);
    if (text == null) {
      throw new IllegalStateException("a text is missing in a spill of papers");
    }
    return text;
  }

  @Override
  public String getArxivId() {
    return arxivId;
  }

  @Override
  public String getDate() {
    return date;
  }

  @Override
  public AnnounceType getAnnounceType() {
    return announceType;
  }

  @Override
  public int getVersion() {
    return whole().getVersion();
  }

  @Override
  public DateBasis getDateBasis() {
    return whole().getDateBasis();
  }

  @Override
  public String getTitle() {
    return whole().getTitle();
  }

  @Override
  public List<String> getAuthors() {
    return whole().getAuthors();
  }

  @Override
  public String getAbstractText() {
    return whole().getAbstractText();
  }

  @Override
  public List<String> getCategories() {
    return whole().getCategories();
  }

  @Override
  public @Nullable String getSubmitted() {
    return whole().getSubmitted();
  }

  @Override
  public Builder toBuilder() {
    return whole().toBuilder();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || whole().equals(other);
  }

  @Override
  public int hashCode() {
    return whole().hashCode();
  }

  @Override
  public String toString() {
    return whole().toString();
  }
}
