package org.paperbeam.pipeline.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an option's value may be. It stands on the getter of a Beam option, beside Beam's
 * {@code @Description}, which says what the option means.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {
  /** Place in the help, among the options of the same interface. */
  int order();

  ValueType type();

  /** The least value of a number. */
  double min() default 0;

  /** The greatest value of a number. */
  double max() default Integer.MAX_VALUE;

  /** The words allowed, for {@link ValueType#WORD} and {@link ValueType#WORDS}. */
  String[] words() default {};

  /** The default as it would be written on the command line; empty for none. */
  String initial() default "";

  /** What the help says of the default when {@link #initial} does not say it. */
  String initialText() default "";

  /** Whether {@code profile.yaml} may hold it. */
  boolean inProfile() default true;

  /**
   * Whether a template of Dataflow takes it: its launcher ends and its workers see no variable, so
   * what needs either does not count there.
   */
  boolean inTemplate() default true;
}
