package dev.egresstls.lab.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What our own pom says of versions and of the libraries that the program runs with. */
final class Pom {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
  private static final String MANAGED =
      "/project/dependencyManagement/dependencies/dependency[not(scope='import')]";
  private static final String DIRECT =
      "/project/dependencies/dependency[not(scope) or scope='compile' or scope='runtime']";

  private final Document document;
  private final XPath paths = XPathFactory.newInstance().newXPath();

  private Pom(Document document) {
    this.document = document;
  }

  static Pom read(Path file) throws IOException {
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is not a pom", e);
    }
  }

  /** The project's version, such as {@code 0.1.0}. */
  String version() {
    return text(document, "/project/version");
  }

  /** The runtime libraries as {@code group:artifact:version}, the managed versions first. */
  List<String> runtime() {
    Set<String> libraries = new LinkedHashSet<>();
    for (Node dependency : nodes(MANAGED)) {
      libraries.add(coordinates(dependency));
    }
    for (Node dependency : nodes(DIRECT)) {
      libraries.add(coordinates(dependency));
    }
    return List.copyOf(libraries);
  }

  private String coordinates(Node dependency) {
    String name = text(dependency, "groupId") + ":" + text(dependency, "artifactId");
    String version = resolve(text(dependency, "version"));
    if (version.isEmpty()) {
      throw new IllegalStateException(name + " has no version of its own in the pom");
    }
    return name + ":" + version;
  }

  private String resolve(String value) {
    Matcher property = PROPERTY.matcher(value);
    return property.replaceAll(
        found -> Matcher.quoteReplacement(text(document, "/project/properties/" + found.group(1))));
  }

  private List<Node> nodes(String path) {
    try {
      NodeList found = (NodeList) paths.evaluate(path, document, XPathConstants.NODESET);
      List<Node> nodes = new ArrayList<>();
      for (int at = 0; at < found.getLength(); at++) {
        nodes.add(found.item(at));
      }
      return nodes;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private String text(Node from, String path) {
    try {
      return paths.evaluate(path, from).strip();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
