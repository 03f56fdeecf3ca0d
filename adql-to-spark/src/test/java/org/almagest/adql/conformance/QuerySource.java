package org.almagest.adql.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a SELECT: values with or without a name, and all columns of other sources. */
final class QuerySource implements RowSource {

  private record Part(String name, @Nullable InferredType type, @Nullable RowSource all) {}

  private final List<Part> parts = new ArrayList<>();

  void add(String name, InferredType type) {
    parts.add(new Part(name, type, null));
  }

  void addAll(RowSource source) {
    parts.add(new Part("", null, source));
  }

  @Override
  public @Nullable InferredType known(String name) {
    for (Part part : parts) {
      InferredType found =
          part.all != null
              ? part.all.known(name)
              : part.name.equalsIgnoreCase(name) ? part.type : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public @Nullable InferredType made(String name) {
    InferredType found = known(name);
    for (Part part : parts) {
      if (found == null && part.all != null) {
        found = part.all.made(name);
      }
    }
    return found;
  }

  @Override
  public boolean isOpen() {
    return parts.stream().anyMatch(part -> part.all != null && part.all.isOpen());
  }

  @Override
  public List<InferredType> types() {
    List<InferredType> types = new ArrayList<>();
    for (Part part : parts) {
      if (part.all != null) {
        types.addAll(part.all.types());
      } else if (part.type != null) {
        types.add(part.type);
      }
    }
    return types;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      if (part.all == null) {
        names.add(part.name);
      } else {
        names.addAll(part.all.names());
      }
    }
    return names;
  }

  @Override
  public void pad() {
    parts.stream()
        .filter(part -> part.all != null && part.all.isOpen())
        .findFirst()
        .ifPresent(
            part -> {
              if (part.all != null) {
                part.all.pad();
              }
            });
  }
}
