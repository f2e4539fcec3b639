package org.paperbeam.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that starts a Python program of the folder beside the project, mostly {@link StandIn}. The
 * build leaves it out where the folder or {@code python3} is missing, says so at its end, and fails
 * instead with {@code -Peverything}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("shared")
@Tag("python")
public @interface NeedsStandIn {}
