package org.almagest.backend.spark.rows;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How a value of a column is stored; it is read as the class that Spark gave, or as its text. */
enum ValueForm {
  BOOLEAN {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putByte((Boolean) value ? 1 : 0);
    }

    @Override
    Object read(PartInput in) throws IOException {
      return in.takeByte() != 0;
    }
  },
  BYTE {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putByte((Byte) value);
    }

    @Override
    Object read(PartInput in) throws IOException {
      return (byte) in.takeByte();
    }
  },
  SHORT {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putShort((Short) value);
    }

    @Override
    Object read(PartInput in) throws IOException {
      return in.takeShort();
    }
  },
  INT {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putInt((Integer) value);
    }

    @Override
    Object read(PartInput in) throws IOException {
      return in.takeInt();
    }
  },
  LONG {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putLong((Long) value);
    }

    @Override
    Object read(PartInput in) throws IOException {
      return in.takeLong();
    }
  },
  FLOAT {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putInt(Float.floatToRawIntBits((Float) value));
    }

    @Override
    Object read(PartInput in) throws IOException {
      return Float.intBitsToFloat(in.takeInt());
    }
  },
  DOUBLE {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putLong(Double.doubleToRawLongBits((Double) value));
    }

    @Override
    Object read(PartInput in) throws IOException {
      return Double.longBitsToDouble(in.takeLong());
    }
  },
  LOCAL_TIME {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      INSTANT.write(((LocalDateTime) value).toInstant(ZoneOffset.UTC), out);
    }

    @Override
    Object read(PartInput in) throws IOException {
      return LocalDateTime.ofEpochSecond(in.takeLong(), in.takeInt(), ZoneOffset.UTC);
    }
  },
  INSTANT {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      Instant instant = value instanceof Timestamp stamp ? stamp.toInstant() : (Instant) value;
      out.putLong(instant.getEpochSecond());
      out.putInt(instant.getNano());
    }

    @Override
    Object read(PartInput in) throws IOException {
      return Timestamp.from(Instant.ofEpochSecond(in.takeLong(), in.takeInt()));
    }
  },
  DATE {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      LocalDate date = value instanceof java.sql.Date old ? old.toLocalDate() : (LocalDate) value;
      out.putLong(date.toEpochDay());
    }

    @Override
    Object read(PartInput in) throws IOException {
      return LocalDate.ofEpochDay(in.takeLong());
    }
  },
  DECIMAL {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putText(value.toString());
    }

    @Override
    Object read(PartInput in) throws IOException {
      return new BigDecimal(in.takeText());
    }
  },
  TEXT {
    @Override
    void write(Object value, PartOutput out) throws IOException {
      out.putText(value.toString());
    }

    @Override
    Object read(PartInput in) throws IOException {
      return in.takeText();
    }
  };

  private static final Map<DataType, ValueForm> FORMS =
      Map.ofEntries(
          Map.entry(DataTypes.BooleanType, BOOLEAN),
          Map.entry(DataTypes.ByteType, BYTE),
          Map.entry(DataTypes.ShortType, SHORT),
          Map.entry(DataTypes.IntegerType, INT),
          Map.entry(DataTypes.LongType, LONG),
          Map.entry(DataTypes.FloatType, FLOAT),
          Map.entry(DataTypes.DoubleType, DOUBLE),
          Map.entry(DataTypes.TimestampNTZType, LOCAL_TIME),
          Map.entry(DataTypes.TimestampType, INSTANT),
          Map.entry(DataTypes.DateType, DATE));

  abstract void write(Object value, PartOutput out) throws IOException;

  abstract Object read(PartInput in) throws IOException;

  /** The forms of the columns of a data set. */
  static List<ValueForm> of(StructType schema) {
    return Stream.of(schema.fields())
        .map(StructField::dataType)
        .map(type -> type instanceof DecimalType ? DECIMAL : FORMS.getOrDefault(type, TEXT))
        .toList();
  }
}
