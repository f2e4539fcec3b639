package org.paperbeam.llm;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a service turned out not to take and how its model answers, found out once a run and
 * remembered: parts of a request that it refuses, how many tokens it lets an answer or a whole call
 * have, and whether the model thinks before it answers. Thread-safe; one instance a lane.
 */
public final class Quirks {
  /**
   * A part of the request that some services or models refuse. The order is that in which a refusal
   * that names several is understood.
   */
  public enum Part {
    STRICT("\\bstrict\\b"),
    SCHEMA(
        "response.?format|json.?schema|response.?schema|structured.?output|additionalproperties"
            + "|guided.?(json|decoding)|\\bgrammar\\b|json mode|requested parameters"
            + "|output format"),
    SYSTEM(
        "system (role|message|prompt|instruction)|developer instruction|roles must alternate"
            + "|only user and assistant|role.{0,12}\\bsystem\\b|['\"`]system['\"`]"
            + "|input should be 'user'|first message must be|must start with a user"),
    TEMPERATURE("temperature"),
    SEED("\\bseed\\b"),
    MAX_TOKENS("max_tokens"),
    MAX_COMPLETION_TOKENS("max_completion_tokens");

    private final Pattern names;

    Part(String names) {
      this.names = Pattern.compile(names);
    }

    private boolean isNamedIn(String message) {
      return names.matcher(message).find();
    }
  }

  /** An outage looks like a part that is refused without a word: so often it is tried without. */
  private static final int MOST_SUSPICIONS = 2;

  private final Set<Part> refused = ConcurrentHashMap.newKeySet();

  /** Left out by the model's name alone. */
  private final Set<Part> assumed = ConcurrentHashMap.newKeySet();

  /** Left out to see whether a call without them is answered. */
  private final Set<Part> suspected = ConcurrentHashMap.newKeySet();

  /** Parts of calls that were answered. */
  private final Set<Part> taken = ConcurrentHashMap.newKeySet();

  private final AtomicInteger suspicions = new AtomicInteger();
  private volatile boolean answered;
  private volatile boolean thinks;
  private volatile int mostCompletion = Integer.MAX_VALUE;
  private volatile int room = Integer.MAX_VALUE;

  /** For a model; those that reason take no temperature and no {@code max_tokens}. */
  public Quirks(String model) {
    this(model, Set.of());
  }

  /** The same, and some parts are known to be refused. */
  public Quirks(String model, Set<Part> leaveOut) {
    refused.addAll(leaveOut);
    if (reasons(model)) {
      thinks = true;
      for (Part part : new Part[] {Part.TEMPERATURE, Part.SEED, Part.MAX_TOKENS}) {
        if (refused.add(part)) {
          assumed.add(part);
        }
      }
    }
  }

  /** Whether a model is known by its name to think before it answers. */
  public static boolean reasons(String model) {
    return model.toLowerCase(Locale.ROOT).matches("(.*/)?(o[1-9]|gpt-5).*");
  }

  /** Whether requests may still hold that part. */
  public boolean takes(Part part) {
    return !refused.contains(part) && !suspected.contains(part);
  }

  /** Whether the model thinks before it answers, and its thoughts are billed. */
  public boolean thinks() {
    return thinks;
  }

  /**
   * The most tokens that the service lets an answer have; the largest number when it never said.
   */
  public int mostCompletion() {
    return mostCompletion;
  }

  /** The most tokens of a prompt and its answer together; the largest number if it never said. */
  public int room() {
    return room;
  }

  /** The first part of the request that a refusal, in small letters, names; null for none. */
  static @Nullable Part named(String refusal, Set<Part> sent) {
    for (Part part : Part.values()) {
      if (sent.contains(part) && part.isNamedIn(refusal)) {
        return part;
      }
    }
    return null;
  }

  /** Requests will not hold that part any more. */
  void leaveOut(Part part) {
    refused.add(part);
    assumed.remove(part);
    if (part == Part.MAX_COMPLETION_TOKENS && assumed.remove(Part.MAX_TOKENS)) {
      // Only the model's name spoke against it.
      refused.remove(Part.MAX_TOKENS);
    }
  }

  /** Whether the service has answered a call yet. */
  boolean hasAnswered() {
    return answered;
  }

  /** Whether a schema that was sent may be why a call failed without a word of it. */
  boolean maySuspectSchema(Set<Part> sent) {
    return sent.contains(Part.SCHEMA)
        && !taken.contains(Part.SCHEMA)
        && suspicions.get() < MOST_SUSPICIONS;
  }

  /** The next calls go without a schema, until one tells whether that was it. */
  void suspectSchema() {
    suspected.add(Part.SCHEMA);
  }

  /** A call with these parts was answered. */
  void answeredWith(Set<Part> sent) {
    answered = true;
    taken.addAll(sent);
    if (sent.contains(Part.SCHEMA)) {
      suspected.remove(Part.SCHEMA);
    } else if (suspected.remove(Part.SCHEMA)) {
      refused.add(Part.SCHEMA);
    }
  }

  /** A call failed in a way for which its schema might have been blamed, had it had one. */
  void failedWith(Set<Part> sent) {
    if (!sent.contains(Part.SCHEMA) && suspected.remove(Part.SCHEMA)) {
      int unused = suspicions.incrementAndGet();
      assert unused > 0;
    }
  }

  /** An answer came with thoughts, or with nothing else. */
  void noteThoughts() {
    thinks = true;
  }

  /** The service takes no higher bound on an answer; whether that is news. */
  boolean limitCompletion(int most) {
    boolean news = most < mostCompletion;
    mostCompletion = Math.min(most, mostCompletion);
    return news;
  }

  /** The service takes no more tokens of prompt and answer together; whether that is news. */
  boolean limitRoom(int most) {
    boolean news = most < room;
    room = Math.min(most, room);
    return news;
  }
}
