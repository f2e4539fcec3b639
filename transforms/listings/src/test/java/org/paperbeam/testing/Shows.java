package org.paperbeam.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names the options of which a test shows that another value than the default changes what the
 * command does: what a service is asked, what is written, what is refused, what the report says.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Shows {
  /** The options' names, without the dashes. */
  String[] value();

  /** Collects them. */
  final class Names {
    private Names() {}

    /** The names that the tests of these classes show, inherited tests included, sorted. */
    public static Set<String> of(Collection<Class<?>> tests) {
      Set<String> names = new TreeSet<>();
      for (Class<?> test : tests) {
        for (Class<?> owner = test; owner != null; owner = owner.getSuperclass()) {
          for (Method method : owner.getDeclaredMethods()) {
            Shows shows = method.getAnnotation(Shows.class);
            if (shows != null) {
              names.addAll(Set.of(shows.value()));
            }
          }
        }
      }
      return names;
    }
  }
}
