package org.almagest.api.tap;

import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.almagest.api.web.XmlDocument;
import org.almagest.catalog.AdqlName;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.VotableType;
import org.almagest.engine.tapschema.TapSchemaTables;
import org.almagest.engine.tapschema.VisibleKeys;

/** A catalog as VODataService 1.1 writes it. */
final class TableSetXml {
  private static final Map<String, String> NAMESPACES =
      new TreeMap<>(
          Map.of(
              "vosi", "http://www.ivoa.net/xml/VOSITables/v1.0",
              "vod", "http://www.ivoa.net/xml/VODataService/v1.1",
              "xsi", "http://www.w3.org/2001/XMLSchema-instance"));

  private final XmlDocument xml;
  private final Detail detail;

  private TableSetXml(XmlDocument xml, Detail detail) {
    this.xml = xml;
    this.detail = detail;
  }

  /** How much of each table is written. */
  enum Detail {
    /** Without columns. */
    MIN,
    /** Everything. */
    MAX
  }

  static void write(Catalog catalog, Detail detail, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "vosi:tableset", NAMESPACES);
    TableSetXml set = new TableSetXml(xml, detail);
    catalog.schemas().forEach(set::schema);
    xml.finish();
  }

  static void write(CatalogSchema schema, CatalogTable table, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "vosi:table", NAMESPACES);
    xml.attribute("type", "table");
    new TableSetXml(xml, Detail.MAX).content(schema, table);
    xml.finish();
  }

  private void schema(CatalogSchema schema) {
    xml.open("schema").element("name", AdqlName.written(schema.name()));
    xml.optional("description", schema.description());
    for (CatalogTable table : schema.tables()) {
      xml.open("table").attribute("type", "table");
      content(schema, table);
      xml.close();
    }
    xml.close();
  }

  private void content(CatalogSchema schema, CatalogTable table) {
    xml.element("name", table.writtenName());
    xml.optional("description", table.description());
    xml.optional("utype", table.notes().utype());
    if (detail == Detail.MIN) {
      return;
    }
    boolean standard = TapSchemaTables.isStandard(table);
    for (CatalogColumn column : table.columns()) {
      xml.open("column").attribute("std", Boolean.toString(standard));
      column(column);
      xml.close();
    }
    VisibleKeys.of(schema, table).forEach(key -> key(schema, key));
  }

  private void column(CatalogColumn column) {
    xml.element("name", AdqlName.written(column.name()));
    xml.optional("description", column.description());
    xml.optional("unit", column.unit());
    xml.optional("ucd", column.ucd());
    xml.optional("utype", column.utype());
    xml.open("dataType").attribute("xsi:type", "vod:VOTableType");
    VotableType type = column.votableType();
    if (type.arraysize() != null) {
      xml.attribute("arraysize", type.arraysize());
    }
    column.votableXtype().ifPresent(xtype -> xml.attribute("extendedType", xtype));
    xml.text(type.datatype()).close();
    if (column.indexed() == Access.INDEXED) {
      xml.element("flag", "indexed");
    }
  }

  private void key(CatalogSchema schema, ForeignKey key) {
    xml.open("foreignKey")
        .element(
            "targetTable",
            AdqlName.written(schema.name()) + "." + AdqlName.written(key.targetTable()));
    for (int i = 0; i < key.columns().size(); i++) {
      xml.open("fkColumn")
          .element("fromColumn", AdqlName.written(key.columns().get(i)))
          .element("targetColumn", AdqlName.written(key.targetColumns().get(i)))
          .close();
    }
    xml.optional("description", key.description());
    xml.optional("utype", key.utype());
    xml.close();
  }
}
