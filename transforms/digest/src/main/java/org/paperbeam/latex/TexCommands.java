package org.paperbeam.latex;

import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What commands mean in prose: the one table of it. Letters and accents are {@link TexAccents}. */
final class TexCommands {
  /** What becomes of a command and of its arguments. */
  enum Kind {
    /** The argument reads as it would by itself. */
    ARGUMENT,
    /** The argument stands as it is written: an address. */
    ADDRESS,
    /** The second argument reads by itself, the first is how it looks or where it leads. */
    SECOND,
    /** A reference: its keys in square brackets. */
    KEYS,
    /** A note: in round brackets. */
    NOTE,
    /** Raised: with superior figures where there are some. */
    RAISED,
    /** Nothing, and its argument neither. */
    NOTHING,
    /** Nothing, and what follows stays. */
    SWITCH
  }

  private static final Map<String, Kind> KINDS = new HashMap<>();
  private static final Map<String, String> SYMBOLS = new HashMap<>();

  /** Short forms that authors write as commands of their own; each ends with a full stop. */
  private static final Map<String, String> SHORT_FORMS =
      Map.of(
          "eg", "e.g.", "ie", "i.e.", "etal", "et al.", "etc", "etc.", "cf", "cf.", "wrt", "w.r.t.",
          "vs", "vs.", "aka", "a.k.a.", "iid", "i.i.d.", "viz", "viz.");

  static {
    kind(
        Kind.ARGUMENT,
        "textbf textit textsl textsc texttt textrm textsf textmd textup textnormal emph underline"
            + " text mbox mathrm ensuremath mathbf mathit mathsf mathtt mathcal mathbb boldsymbol"
            + " bm operatorname uline ul hl sout st overline uppercase lowercase MakeUppercase"
            + " MakeLowercase centerline textlf fbox hbox makebox enquote textquote ac acs acl acf"
            + " acp gls Gls glspl");
    kind(Kind.ADDRESS, "url path nolinkurl");
    kind(Kind.SECOND, "href hyperlink hyperref textcolor colorbox foreignlanguage");
    kind(
        Kind.KEYS,
        "cite citep citet citealp citealt citeauthor citeyear citeyearpar Citet Citep parencite"
            + " textcite autocite footcite nocite ref eqref autoref cref Cref pageref");
    kind(Kind.NOTE, "footnote footnotetext thanks");
    kind(Kind.RAISED, "textsuperscript");
    kind(
        Kind.NOTHING,
        "label vspace hspace color footnotemark begin end input include bibliography");
    kind(
        Kind.SWITCH,
        "em it bf sc tt rm sl sf bfseries itshape scshape ttfamily rmfamily sffamily normalfont"
            + " small footnotesize scriptsize tiny large Large LARGE huge normalsize noindent"
            + " xspace protect centering selectfont displaystyle textstyle left right big Big bigg"
            + " limits nolimits newline linebreak par break quad qquad");
    symbols(
        "textemdash — textendash – ldots … dots … textellipsis … textdegree ° deg ° degree °"
            + " textmu µ textbullet • item • textbar | textless < textgreater > textdollar $"
            + " textunderscore _ textbackslash \\ textasciitilde ~ textasciicircum ^"
            + " textquotesingle ' textquoteleft ‘ textquoteright ’ textquotedblleft “"
            + " textquotedblright ” lq ‘ rq ’ guillemotleft « guillemotright » textregistered ®"
            + " texttrademark ™ textcopyright © copyright © S § P ¶ pounds £ texteuro € euro €"
            + " EUR € dag † dagger † ddag ‡ checkmark ✓ cmark ✓ xmark ✗ textpm ± texttimes × LaTeX"
            + " LaTeX TeX TeX BibTeX BibTeX times × pm ± mp ∓ sim ∼ approx ≈ simeq ≃ leq ≤ le ≤"
            + " geq ≥ ge ≥ neq ≠ ne ≠ ll ≪ gg ≫ lt < gt > cdot · cdots ⋯ infty ∞ to → rightarrow"
            + " → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ uparrow ↑ downarrow ↓ ell"
            + " ℓ partial ∂ nabla ∇ propto ∝ star ⋆ ast ∗ circ ° bullet • in ∈ cup ∪ cap ∩ subset"
            + " ⊂ forall ∀ exists ∃ sum ∑ prod ∏ int ∫ sqrt √ angle ∠ perp ⊥ parallel ∥ equiv ≡"
            + " lbrace { rbrace } vert | mid | prime ′ slash / hbar ℏ");
    symbols(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ"
            + " iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ"
            + " varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ"
            + " Upsilon Υ Phi Φ Psi Ψ Omega Ω textalpha α textbeta β textgamma γ textdelta δ");
    // Blanks of several widths, and what only says where a line may break.
    for (String blank : new String[] {" ", ",", ";", ":", "\\", "\n", "\t"}) {
      SYMBOLS.put(blank, " ");
    }
    for (String nothing : new String[] {"/", "-", "!", "@"}) {
      SYMBOLS.put(nothing, "");
    }
    for (String itself : new String[] {"%", "&", "_", "#", "{", "}", "$"}) {
      SYMBOLS.put(itself, itself);
    }
  }

  private TexCommands() {}

  private static void kind(Kind kind, String names) {
    for (String name : names.split(" ")) {
      KINDS.put(name, kind);
    }
  }

  private static void symbols(String pairs) {
    String[] words = pairs.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      SYMBOLS.put(words[i], words[i + 1]);
    }
  }

  /** What becomes of the command; null for one that is not known. */
  static @Nullable Kind kind(String name) {
    return KINDS.get(name);
  }

  /** What the command stands for; null for one that is no symbol. */
  static @Nullable String symbol(String name) {
    return SYMBOLS.get(name);
  }

  /** The short form that the command writes out, with its full stop; null for another command. */
  static @Nullable String shortForm(String name) {
    return SHORT_FORMS.get(name);
  }

  /** Raised text: superior figures, or behind a circumflex what has none. */
  static String raised(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return text.equals("th") || text.equals("st") || text.equals("nd") || text.equals("rd")
            ? text
            : "^" + text;
      }
      out.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit));
    }
    return out.toString();
  }
}
