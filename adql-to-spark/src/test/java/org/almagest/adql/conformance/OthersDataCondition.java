package org.almagest.adql.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what {@link ComparesWithOthers} data that are absent. */
final class OthersDataCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Path root = OthersData.root();
    List<String> absent =
        AnnotationSupport.findAnnotation(context.getElement(), ComparesWithOthers.class).stream()
            .flatMap(needed -> Stream.of(needed.value()))
            .filter(name -> !Files.exists(root.resolve(name)))
            .toList();
    // The words are those that .ci/skipped looks for.
    return absent.isEmpty()
        ? ConditionEvaluationResult.enabled("the data of others are here")
        : ConditionEvaluationResult.disabled(
            "The data of others are absent: [%s] in [%s], which %s may name"
                .formatted(String.join(", ", absent), root, OthersData.VARIABLE));
  }
}
