package org.paperbeam.pipeline.profile;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
}
