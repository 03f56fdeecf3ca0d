package org.almagest.adql.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.almagest.adql.FunctionSignature;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads files of queries in the form of the IVOA's validators ({@code queries.xsd}). */
public final class QuerySet {

  /**
   * A query and the verdict on it.
   *
   * @param name the file and the place in it
   * @param functions that are declared for it
   */
  public record Query(String name, String adql, boolean valid, List<FunctionSignature> functions) {

    /** Copies the list. */
    public Query {
      functions = List.copyOf(functions);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private QuerySet() {}

  /** Where the query sets of the IVOA are. */
  public static Path folder() {
    return OthersData.root().resolve("adql");
  }

  /** The queries of every file below a folder. */
  public static List<Query> read(Path folder) throws IOException {
    List<Query> queries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
        queries.addAll(readFile(file));
      }
    }
    return queries;
  }

  private static List<Query> readFile(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
      List<FunctionSignature> common = functions(root);
      List<Query> queries = new ArrayList<>();
      for (Element query : children(root, "query")) {
        Element adql = children(query, "adql").get(0);
        List<FunctionSignature> functions = new ArrayList<>(common);
        functions.addAll(functions(query));
        queries.add(
            new Query(
                file.getFileName() + " " + (queries.size() + 1),
                adql.getTextContent(),
                adql.getAttribute("valid").equals("true"),
                functions));
      }
      return queries;
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(file + " cannot be read", e);
    }
  }

  private static List<FunctionSignature> functions(Element parent) {
    List<FunctionSignature> forms = new ArrayList<>();
    for (Element functions : children(parent, "functions")) {
      for (Element function : children(functions, "function")) {
        forms.add(FunctionSignature.parse(children(function, "form").get(0).getTextContent()));
      }
    }
    return forms;
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }
}
