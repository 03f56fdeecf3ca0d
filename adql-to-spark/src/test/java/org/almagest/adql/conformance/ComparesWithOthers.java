package org.almagest.adql.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that compares what we make of others' data with what they say of them. Where the data are
 * absent it is skipped before it begins, so that no test can take the skip for something that it
 * waits for; a parameterised test or a factory is skipped once, as a whole.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("conformance")
@ExtendWith(OthersDataCondition.class)
public @interface ComparesWithOthers {
  /** What it needs, as paths below {@link OthersData#root()}. */
  String[] value();
}
