package org.almagest.api.result.encode;

import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON: {@code {"columns": [...], "rows": [[...], ...], "overflow": false}}. What JSON has no
 * number for, such as NaN, is null.
 */
final class JsonEncoder implements ResultEncoder {
  private final JsonFactory factory =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public void encode(LimitedRows rows, Provenance provenance, OutputStream out) {
    try (JsonGenerator json =
        factory.createGenerator(
            tools.jackson.core.ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      columns(rows.columns(), json);
      json.writeName("rows");
      json.writeStartArray();
      while (rows.advance()) {
        json.writeStartArray();
        for (int column = 0; column < rows.columns().size(); column++) {
          value(rows.value(column), json);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeName("overflow");
      json.writeBoolean(rows.overflow());
      json.writeEndObject();
    }
  }

  private static void columns(List<ResultColumn> columns, JsonGenerator json) {
    json.writeName("columns");
    json.writeStartArray();
    for (ResultColumn column : columns) {
      json.writeStartObject();
      json.writeStringProperty("name", column.name());
      json.writeStringProperty("type", column.column().type().adqlName());
      if (column.column().unit() != null) {
        json.writeStringProperty("unit", column.column().unit());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(@Nullable Object value, JsonGenerator json) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Short || value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Float number) {
      if (Float.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeNull();
      }
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeNull();
      }
    } else if (value instanceof LocalDateTime time) {
      json.writeString(TimestampText.dali(time));
    } else {
      json.writeString(value.toString());
    }
  }
}
