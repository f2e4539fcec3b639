package org.paperbeam.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that reads real answers, papers or digests of the folder beside the project ({@link
 * SharedData}), which not everyone has. The build leaves it out where the folder is missing, says
 * so at its end, and fails instead with {@code -Peverything}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("shared")
public @interface NeedsSamples {}
