package org.paperbeam.pipeline.profile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.hash.Sha256;

/**
 * A profile as its files say. Immutable.
 *
 * @param place the folder, for messages
 * @param options the values of {@code profile.yaml} by option name, checked one by one
 * @param topics the text of {@code topics.md}, line ends as {@code \n}
 * @param scoring the text of {@code scoring.md}, line ends as {@code \n}
 * @param followedAuthors the rows of {@code authors.csv}, in its order
 */
public record Profile(
    String place,
    Map<String, String> options,
    String topics,
    String scoring,
    List<FollowedAuthor> followedAuthors)
    implements Serializable {

  public Profile {
    options = new TreeMap<>(options);
    followedAuthors = List.copyOf(followedAuthors);
  }

  @Override
  public Map<String, String> options() {
    return Map.copyOf(options);
  }

  /**
   * A hash of what the profile asks for beside options: topics, scoring and followed authors, in
   * their order. Two profiles with the same one, in whatever folders, lead to the same questions
   * when their options are the same too.
   */
  public String textsSha256() {
    List<String> texts = new ArrayList<>(List.of(topics, scoring));
    for (FollowedAuthor author : followedAuthors) {
      texts.add(author.name());
      texts.add(author.semanticScholarId());
    }
    return Sha256.ofParts(texts.toArray(new String[0]));
  }
}
