package org.paperbeam.pipeline.options;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.paperbeam.arxiv.ArxivTaxonomy;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.prompt.SummaryLanguage;
import org.paperbeam.storage.Places;

/**
 * The kinds of value an option takes: reads a text into its Java value, or throws {@link
 * IllegalArgumentException} with a message that says what is allowed.
 */
public enum ValueType {
  /** Any text that is not blank; a {@link String}. */
  TEXT("a text") {
    @Override
    Object read(String text, Setting setting) {
      return text;
    }
  },
  /**
   * A file or a folder: a path of this machine, or a URL such as gs://; a {@link String}, in which
   * a {@code file:} URL is a path.
   */
  PATH("a text") {
    @Override
    Object read(String text, Setting setting) {
      return Places.plain(text);
    }
  },
  /** The name of an environment variable; a {@link String}. Never shown again: it may be a key. */
  VARIABLE("the name of an environment variable: letters, digits and _") {
    @Override
    Object read(String text, Setting setting) {
      return matching(VARIABLE_NAME, text, setting);
    }
  },
  /** The name of a secret's version; a {@link String}. Never shown again: it may be a key. */
  SECRET("projects/P/secrets/S, for its latest version, or projects/P/secrets/S/versions/V") {
    @Override
    Object read(String text, Setting setting) {
      String name = matching(SECRET_NAME, text, setting);
      return name.contains("/versions/") ? name : name + "/versions/latest";
    }
  },
  /** A base URL of HTTP or HTTPS; a {@link String} without a slash at its end. */
  URL("an http:// or https:// URL") {
    @Override
    Object read(String text, Setting setting) {
      return HttpUrl.base(text).orElseThrow(() -> new IllegalArgumentException(allowed(setting)));
    }
  },
  /** An ISO date, not before arXiv's first day; a {@link LocalDate}. */
  DATE("a date such as 2025-03-25, from 1991-08-14 on") {
    @Override
    Object read(String text, Setting setting) {
      try {
        LocalDate date = LocalDate.parse(text);
        if (date.isBefore(ARXIV_STARTS) || date.getYear() > 9999) {
          throw new IllegalArgumentException(allowed(setting));
        }
        return date;
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(allowed(setting), e);
      }
    }
  },
  /** A whole number within the setting's range; an {@link Integer}. */
  WHOLE("a whole number") {
    @Override
    Object read(String text, Setting setting) {
      try {
        return inRange(Integer.parseInt(text), setting);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(allowed(setting), e);
      }
    }
  },
  /** A decimal number within the setting's range; a {@link Double}. */
  NUMBER("a number") {
    @Override
    Object read(String text, Setting setting) {
      return inRange(Double.parseDouble(matching(DECIMAL, text, setting)), setting);
    }
  },
  /** A language that has a name; a {@link String}, as BCP 47 writes it. */
  LANGUAGE("the tag of a language, such as de or pt-BR") {
    @Override
    Object read(String text, Setting setting) {
      try {
        return SummaryLanguage.of(text).tag();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(allowed(setting), e);
      }
    }
  },
  /** A {@link Boolean}. */
  FLAG("true or false") {
    @Override
    Object read(String text, Setting setting) {
      return "true".equals(matching(BOOLEAN, text, setting));
    }
  },
  /** One of the setting's words; a {@link String}. */
  WORD("one of") {
    @Override
    Object read(String text, Setting setting) {
      if (!List.of(setting.words()).contains(text)) {
        throw new IllegalArgumentException(allowed(setting));
      }
      return text;
    }
  },
  /** A list of the setting's words, each at most once; a list of {@link String}. */
  WORDS("a list of") {
    @Override
    Object read(String text, Setting setting) {
      List<String> members = members(text, setting);
      if (!List.of(setting.words()).containsAll(members)) {
        throw new IllegalArgumentException(allowed(setting));
      }
      return members;
    }
  },
  /**
   * A list of arXiv's archives and categories, each at most once; a list of {@link String}, each as
   * arXiv writes it.
   */
  CATEGORIES("a list of arXiv categories such as cs.LG,stat.ML") {
    @Override
    Object read(String text, Setting setting) {
      return members(text, setting).stream()
          .map(member -> ArxivTaxonomy.require(matching(CATEGORY, member, setting)))
          .distinct()
          .toList();
    }
  };

  private static final LocalDate ARXIV_STARTS = LocalDate.of(1991, 8, 14);
  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "projects/[a-z0-9][a-z0-9.:-]{0,99}/secrets/[A-Za-z0-9_-]{1,255}"
              + "(/versions/[A-Za-z0-9_-]{1,63})?");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");
  private static final Pattern CATEGORY =
      Pattern.compile("[A-Za-z]+(-[A-Za-z]+)*(\\.[A-Za-z]+(-[A-Za-z]+)*)?");

  private final String description;

  ValueType(String description) {
    this.description = description;
  }

  abstract Object read(String text, Setting setting);

  /** What is allowed, e.g. {@code must be a whole number from 1 to 200}. */
  String allowed(Setting setting) {
    return switch (this) {
      case WHOLE, NUMBER -> "must be " + description + range(setting);
      case WORD -> "must be " + description + " " + String.join(", ", setting.words());
      case WORDS -> "must be " + description + " " + String.join(",", setting.words());
      default -> "must be " + description;
    };
  }

  /** Whether a bad value may be shown again to the user. */
  boolean showable() {
    return this != VARIABLE && this != SECRET;
  }

  private static String range(Setting setting) {
    boolean open = setting.max() >= Integer.MAX_VALUE;
    return " from " + plain(setting.min()) + (open ? " on" : " to " + plain(setting.max()));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String matching(Pattern pattern, String text, Setting setting) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(setting.type().allowed(setting));
    }
    return text;
  }

  private static <T extends Number> T inRange(T number, Setting setting) {
    if (number.doubleValue() < setting.min() || number.doubleValue() > setting.max()) {
      throw new IllegalArgumentException(setting.type().allowed(setting));
    }
    return number;
  }

  private static List<String> members(String text, Setting setting) {
    List<String> members = new ArrayList<>();
    for (String member : text.split(",", -1)) {
      String trimmed = member.strip();
      if (trimmed.isEmpty() || members.contains(trimmed)) {
        throw new IllegalArgumentException(
            setting.type().allowed(setting) + (trimmed.isEmpty() ? "" : ", each once"));
      }
      members.add(trimmed);
    }
    return List.copyOf(members);
  }
}
