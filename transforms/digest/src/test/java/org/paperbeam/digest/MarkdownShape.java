package org.paperbeam.digest;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** What a parser of CommonMark with GitHub's tables and strike-through makes of a text. */
final class MarkdownShape {
  private static final List<Extension> GITHUB =
      List.of(TablesExtension.create(), StrikethroughExtension.create());
  private static final Parser PARSER =
      Parser.builder().extensions(GITHUB).includeSourceSpans(IncludeSourceSpans.NONE).build();

  private MarkdownShape() {}

  /** The tree without its text: kinds of nodes, targets of links, HTML as it stands. */
  static String of(String markdown) {
    StringBuilder shape = new StringBuilder();
    describe(PARSER.parse(markdown), 0, shape);
    return shape.toString();
  }

  /** The text that a reader sees. */
  static String text(String markdown) {
    return TextContentRenderer.builder().extensions(GITHUB).build().render(PARSER.parse(markdown));
  }

  private static void describe(Node node, int depth, StringBuilder shape) {
    String kind = node.getClass().getSimpleName();
    if (!kind.equals("Text")) {
      shape.append(" ".repeat(depth)).append(kind);
      node.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Link link) {
              shape.append(' ').append(link.getDestination());
            }

            @Override
            public void visit(HtmlInline html) {
              shape.append(' ').append(html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
              shape.append(' ').append(html.getLiteral());
            }

            @Override
            protected void visitChildren(Node parent) {
              // Only the node itself: its children are described one by one.
            }
          });
      shape.append('\n');
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      describe(child, depth + 1, shape);
    }
  }
}
