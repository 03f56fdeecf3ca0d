package org.almagest.adql.validate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Names match whatever their case, the one of the same case first (ADQL 2.1, 2.1.2). To Calcite it
 * says that case matters, lest two columns of one table that differ by case be ambiguous; {@link
 * DelimitedNames} sees to it that names in double quotes match exactly.
 */
final class NameMatcher implements SqlNameMatcher {
  static final NameMatcher INSTANCE = new NameMatcher();

  private final SqlNameMatcher anyCase = SqlNameMatchers.withCaseSensitive(false);

  private NameMatcher() {}

  @Override
  public boolean isCaseSensitive() {
    return true;
  }

  @Override
  public boolean matches(String string, String name) {
    return anyCase.matches(string, name);
  }

  @Override
  public <K extends List<String>, V> @Nullable V get(
      Map<K, V> map, List<String> prefixNames, List<String> names) {
    return anyCase.get(map, prefixNames, names);
  }

  @Override
  public String bestString() {
    return anyCase.bestString();
  }

  @Override
  public @Nullable RelDataTypeField field(RelDataType rowType, String fieldName) {
    RelDataTypeField exact = rowType.getField(fieldName, true, false);
    return exact != null ? exact : rowType.getField(fieldName, false, false);
  }

  @Override
  public int frequency(Iterable<String> names, String name) {
    return anyCase.frequency(names, name);
  }

  @Override
  public Set<String> createSet() {
    return anyCase.createSet();
  }
}
