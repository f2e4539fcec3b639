package org.paperbeam.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The feed of one of the profile's topics.
 *
 * @param name as the profile has it
 * @param key of letters, digits and hyphens, the same as long as the name is; no two topics of a
 *     profile have one
 */
record TopicFile(String name, String key) {
  private static final int LONGEST = 60;

  /** Of all topics of a profile, in its order. */
  static List<TopicFile> of(List<String> names) {
    List<TopicFile> files = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String name : names) {
      String plain = key(name);
      String key = plain;
      for (int i = 2; !taken.add(key); i++) {
        key = plain + "-" + i;
      }
      files.add(new TopicFile(name, key));
    }
    return List.copyOf(files);
  }

  private static String key(String name) {
    String key =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("[^a-z0-9-]", "")
            .replaceAll("^-+|-+$", "");
    String cut = key.length() > LONGEST ? key.substring(0, LONGEST) : key;
    return cut.isEmpty() ? "topic" : cut;
  }

  /** Where it stands in the site. */
  String path() {
    return "topics/" + key + ".xml";
  }
}
