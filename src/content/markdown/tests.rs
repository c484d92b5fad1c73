//! What Markdown becomes, rule by rule; and that nothing in an entry can run or hang.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use super::*;
use crate::content::markup::{MarkupPart, Target};

mod hostile;

fn markdown(raw_html: RawHtml) -> Markdown {
    let math = Math::new(&[]).unwrap();
    Markdown::new(raw_html, false, math)
}

fn shown(markup: &Markup) -> String {
    let piece = |piece: &MarkupPart| match piece {
        MarkupPart::Html(html) => html.clone(),
        MarkupPart::Base => "[B]".to_owned(),
        MarkupPart::Folder => "[F]".to_owned(),
        MarkupPart::IdPrefix => "[I]".to_owned(),
        MarkupPart::Reference(reference) => {
            let (kind, name) = match &reference.target {
                Target::Slug(slug) => ("slug", slug),
                Target::Arxiv(id) => ("arxiv", id),
            };
            let name = crate::content::placeholders::escaped(name);
            format!("[{kind} {name}|{}]", reference.text.as_deref().unwrap_or("-"))
        }
    };
    markup.parts().iter().map(piece).collect()
}

fn path() -> SourcePath {
    SourcePath::new("content/papers/a.md")
}

fn body(text: &str) -> WithDiagnostics<Body> {
    markdown(RawHtml::Sanitize).body(&path(), text, 0)
}

/// The codes of problems, and the text each points at.
fn problems<'t, T>(checked: &WithDiagnostics<T>, text: &'t str) -> Vec<(&'static str, &'t str)> {
    let place = |d: &crate::diagnostic::Diagnostic| {
        let span = d.primary.as_ref().and_then(|label| label.span).unwrap_or_default();
        let code = match d.code {
            std::borrow::Cow::Borrowed(code) => code,
            std::borrow::Cow::Owned(_) => "?",
        };
        (code, text.get(span.range()).unwrap_or("?"))
    };
    checked.diagnostics.iter().map(place).collect()
}

fn check(text: &str, expected: &str) {
    let checked = body(text);
    assert_eq!(shown(&checked.value.markup).trim_end(), expected, "{text}");
    assert_eq!(problems(&checked, text), [], "{text}");
}

#[test]
fn blocks() {
    check("a\nb  \nc", "<p>a\nb<br>\nc</p>");
    check("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    check("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>");
    check("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
    check(
        "> [!NOTE]\n> a",
        "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p>\n<p>a</p>\n</div>",
    );
    check(
        "> [!CAUTION]\n> a",
        "<div class=\"alert alert-caution\" role=\"note\"><p class=\"alert-title\">Caution</p>\n<p>a</p>\n</div>",
    );
    check("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>");
    check("---", "<hr>");
    check(
        "~~a~~ *b* **c** `<d>`",
        "<p><del>a</del> <em>b</em> <strong>c</strong> <code>&lt;d&gt;</code></p>",
    );
    check(
        "- [x] a\n- [ ] b",
        "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n<li><input type=\"checkbox\" disabled aria-label=\"To do\"> b</li>\n</ul>",
    );
    check("a &amp; b &lt; \u{1}c", "<p>a &amp; b &lt; c</p>");
}

#[test]
fn tables() {
    check(
        "| a | b |\n|---|--:|\n| c | d |",
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>c</td><td class=\"align-right\">d</td></tr>\n</tbody>\n</table></div>",
    );
    assert!(shown(&body("|a|\n|-|\n\n|b|\n|-|\n").value.markup).contains("\"Table 2\""));
}

#[test]
fn headings() {
    let heading = |level: usize, id: &str, text: &str| {
        format!(
            "<h{level} id=\"[I]{id}\">{text} <a class=\"anchor\" href=\"#[I]{id}\" aria-label=\"Link to this section\">#</a></h{level}>"
        )
    };
    check("# A *b* `c`", &heading(2, "a-b-c", "A <em>b</em> <code>c</code>"));
    check("###### A", &heading(2, "a", "A"));
    let levels = ["## A", "#### B", "### C", "# D"].join("\n\n");
    check(
        &levels,
        &[(2, "a", "A"), (3, "b", "B"), (4, "c", "C"), (2, "d", "D")]
            .map(|(l, a, t)| heading(l, a, t))
            .join("\n"),
    );
    check("# A\n# A", &format!("{}\n{}", heading(2, "a", "A"), heading(2, "a-1", "A")));
    check("# A {#x\"y}", &heading(2, "x&quot;y", "A"));
    check("# fn 1", &heading(2, "section-fn-1", "fn 1"));
    check("# $x^2$", &heading(2, "x", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"));
}

#[test]
fn footnotes() {
    check(
        "a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X[^y]\n",
        "<p>a<sup class=\"footnote-ref\" id=\"[I]fnref-1\"><a href=\"#[I]fn-1\" aria-label=\"Footnote 1\">1</a></sup> \
b<sup class=\"footnote-ref\" id=\"[I]fnref-2\"><a href=\"#[I]fn-2\" aria-label=\"Footnote 2\">2</a></sup> \
c<sup class=\"footnote-ref\" id=\"[I]fnref-1-2\"><a href=\"#[I]fn-1\" aria-label=\"Footnote 1\">1</a></sup></p>\n\
<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\
<li id=\"[I]fn-1\"><p>X<sup class=\"footnote-ref\" id=\"[I]fnref-2-2\"><a href=\"#[I]fn-2\" aria-label=\"Footnote 2\">2</a></sup> \
<a href=\"#[I]fnref-1\" aria-label=\"Back to text\">↩</a> <a href=\"#[I]fnref-1-2\" aria-label=\"Back to text 2\">↩<sup>2</sup></a></p></li>\n\
<li id=\"[I]fn-2\"><p>Y <a href=\"#[I]fnref-2\" aria-label=\"Back to text\">↩</a> <a href=\"#[I]fnref-2-2\" aria-label=\"Back to text 2\">↩<sup>2</sup></a></p></li>\n\
</ol>\n</section>",
    );
    check("a[^no]", "<p>a[^no]</p>");
    let text = "a\n\n[^x]: X";
    let checked = body(text);
    assert_eq!(shown(&checked.value.markup), "<p>a</p>\n");
    assert_eq!(problems(&checked, text), [("unused-footnote", "[^x]: X")]);
}

#[test]
fn references() {
    check("[[a-b]]", "<p>[slug a-b|-]</p>");
    check("[[a-b|the *B* $x$]]", "<p>[slug a-b|the <em>B</em> <math><mi>x</mi></math>]</p>");
    check("[@2306.06626] [@math/0601001v2]", "<p>[arxiv 2306.06626|-] [arxiv math/0601001v2|-]</p>");
    check("[t][@2306.06626]", "<p>[arxiv 2306.06626|t]</p>");
    check("`[[a]]` `[@1]` \\[[a\\]]", "<p><code>[[a]]</code> <code>[@1]</code> [[a]]</p>");
    check("[a] [@b c] [x][no]", "<p>[a] [@b c] [x][no]</p>");
    check("![[p.png]]", "<p><img src=\"[F]p.png\" alt=\"p.png\" loading=\"lazy\"></p>");
    let text = "+++\n+++\nsee [[a|b]]";
    let checked = markdown(RawHtml::Sanitize).body(&path(), text, 8);
    let span = checked.value.markup.references().next().unwrap().span;
    assert_eq!(&text[span.range()], "[[a|b]]");
}

#[test]
fn addresses() {
    check("[a](/b?c=d&e)", "<p><a href=\"[B]/b?c=d&amp;e\">a</a></p>");
    check("[a](https://b.c \"T\\\"\")", "<p><a href=\"https://b.c\" title=\"T&quot;\">a</a></p>");
    check(
        "<https://b.c> <a@b.c>",
        "<p><a href=\"https://b.c\">https://b.c</a> <a href=\"mailto:a@b.c\">a@b.c</a></p>",
    );
    check("[a](#b) [](x.md)", "<p><a href=\"#[I]b\">a</a> <a href=\"x.md\"></a></p>");
    check("![a *b*](/p.png)", "<p><img src=\"[B]/p.png\" alt=\"a b\" loading=\"lazy\"></p>");
    check("[a](//b.c)", "<p><a href=\"//b.c\">a</a></p>");
    check("[a](</\\b.c>)", "<p><a href=\"/%5Cb.c\">a</a></p>");
    check("<a@b.c>", "<p><a href=\"mailto:a@b.c\">a@b.c</a></p>");
    for text in [
        "[a](javascript:x)",
        "[a](JAVA&#x0A;SCRIPT&colon;x)",
        "[a](<\u{1} data:text/html,x>)",
        "[a][b]\n\n[b]: vbscript:x",
    ] {
        let checked = body(text);
        assert_eq!(shown(&checked.value.markup), "<p>a</p>\n", "{text}");
        assert_eq!(checked.diagnostics.first().unwrap().code, "unsafe-address");
    }
}

#[test]
fn images() {
    let text = "![a](./img/p%20q.png) ![b](../x.png) ![c](data:x) [d](./data.csv)";
    let checked = body(text);
    assert_eq!(
        shown(&checked.value.markup),
        "<p><img src=\"[F]img/p%20q.png\" alt=\"a\" loading=\"lazy\"> b c <a href=\"[F]data.csv\">d</a></p>\n"
    );
    let names: Vec<_> =
        checked.value.images.iter().map(|(name, span)| (name.as_str(), &text[span.range()])).collect();
    assert_eq!(names, [("img/p q.png", "![a](./img/p%20q.png)"), ("data.csv", "[d](./data.csv)")]);
    assert_eq!(
        problems(&checked, text),
        [("image-outside", "![b](../x.png)"), ("unsafe-address", "![c](data:x)")]
    );
    assert!(checked.diagnostics[0].is_error());
}

#[test]
fn formulas() {
    check("$x$ costs \\$5, not $5 and $10", "<p><math><mi>x</mi></math> costs $5, not $5 and $10</p>");
    check(
        "$$x$$",
        "<p><span class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><math display=\"block\"><mi>x</mi></math></span></p>",
    );
    for (text, html, wrong) in [
        ("$a<\\nope$", "<p><code class=\"tex\">a&lt;\\nope</code></p>\n", "\\nope"),
        (
            "x $$\\nope$$ y",
            "<p>x </p>\n<pre class=\"tex\" tabindex=\"0\"><code>\\nope</code></pre>\n<p> y</p>\n",
            "\\nope",
        ),
        ("$$\\nope$$", "<pre class=\"tex\" tabindex=\"0\"><code>\\nope</code></pre>\n", "\\nope"),
        ("*$$\\nope$$*", "<p><em><code class=\"tex\">\\nope</code></em></p>\n", "\\nope"),
        (
            "> $x\n> \\nope$",
            "<blockquote>\n<p><code class=\"tex\">x\n\\nope</code></p>\n</blockquote>\n",
            "$x\n> \\nope$",
        ),
    ] {
        let checked = body(text);
        assert_eq!(shown(&checked.value.markup), html, "{text}");
        assert_eq!(problems(&checked, text), [("bad-formula", wrong)], "{text}");
    }
    let diagnostic = &body("$\\nope$").diagnostics[0];
    assert_eq!(diagnostic.message, "cannot parse a formula: unknown command `\\nope`");
}

#[test]
fn code() {
    let pre = "<pre class=\"code\" tabindex=\"0\"";
    check("```\na<b\n```", &format!("{pre}><code>a&lt;b\n</code></pre>"));
    check("    a", &format!("{pre}><code>a</code></pre>"));
    check("```text\na\n```", &format!("{pre} data-language=\"text\"><code>a\n</code></pre>"));
    let text = "```Pyhton,x=\"1\"\na\n```";
    let checked = body(text);
    assert_eq!(
        shown(&checked.value.markup),
        format!("{pre} data-language=\"pyhton\"><code>a\n</code></pre>\n")
    );
    if cfg!(feature = "highlight") {
        assert_eq!(problems(&checked, text), [("unknown-language", "```Pyhton,x=\"1\"")]);
        assert_eq!(checked.diagnostics[0].help.as_deref(), Some("did you mean `python`?"));
        let html = shown(&body("```{.python}\nx = 1\n```").value.markup);
        assert!(html.contains("data-language=\"python\""), "{html}");
        assert!(shown(&body("```PYTHON\nx = 1\n```").value.markup).contains("<span class=\"z-"));
    }
    assert!(
        shown(&body("```a\"><script>\nx\n```").value.markup)
            .contains("data-language=\"a&quot;&gt;&lt;script&gt;\"")
    );
}

#[test]
fn raw_html() {
    check("<b class=x style=y>a</b>", "<p><b>a</b></p>");
    check(
        "<details><summary>a</summary>\n\n# b\n\n</details>",
        "<details><summary>a</summary>\n<h2 id=\"[I]b\">b <a class=\"anchor\" href=\"#[I]b\" aria-label=\"Link to this section\">#</a></h2>\n</details>",
    );
    check(
        "<i id=a>x</i> <a href='#a' onclick=y>y</a> $z$",
        "<p><i id=\"[I]a\">x</i> <a href=\"#[I]a\">y</a> <math><mi>z</mi></math></p>",
    );
    check(
        "<br> [[a]] ![b](c.png) d[^1]\n\n|e|\n|-:|\n\n- [ ] f\n\n[^1]: g",
        "<p><br> [slug a|-] <img src=\"[F]c.png\" alt=\"b\" loading=\"lazy\"> d<sup class=\"footnote-ref\" id=\"[I]fnref-1\"><a href=\"#[I]fn-1\" aria-label=\"Footnote 1\">1</a></sup></p>\n<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead>\n<tr><th scope=\"col\" class=\"align-right\">e</th></tr>\n</thead>\n</table></div>\n<ul>\n<li><input type=\"checkbox\" disabled aria-label=\"To do\"> f</li>\n</ul>\n<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"[I]fn-1\"><p>g <a href=\"#[I]fnref-1\" aria-label=\"Back to text\">↩</a></p></li>\n</ol>\n</section>",
    );
    check("<!-- a --> b", "<!-- a --> b".trim_start_matches("<!-- a -->"));
    let text = "a <think>\n\n<EOS>\nb <THINK> <img src='../x' alt=c> <img src=d.png>";
    let checked = body(text);
    assert_eq!(
        shown(&checked.value.markup),
        "<p>a &lt;think&gt;</p>\n&lt;EOS&gt;\nb &lt;THINK&gt; c <img src=\"[F]d.png\" loading=\"lazy\" alt=\"\">"
    );
    let found: Vec<_> = problems(&checked, text)
        .into_iter()
        .map(|(code, place)| (code, place.lines().next().unwrap()))
        .collect();
    assert_eq!(found, [("unknown-tag", "<think"), ("unknown-tag", "<EOS"), ("image-outside", "<EOS>")]);
    assert_eq!(checked.value.images[0].0, "d.png");
    let other = |raw_html, text| shown(&markdown(raw_html).body(&path(), text, 0).value.markup);
    assert_eq!(other(RawHtml::Escape, "a <b>c"), "<p>a &lt;b&gt;c</p>\n");
    assert_eq!(other(RawHtml::Escape, "<div>\nc"), "<p>&lt;div&gt;\nc</p>\n");
    assert_eq!(other(RawHtml::Allow, "a <x onclick=y>"), "<p>a <x onclick=y></p>\n");
}

#[test]
fn summaries() {
    for (text, html, plain) in [
        (
            "# T\n\n![x](y.png)\n\na *b*[^1] $x_i$ [c](#d) [e](/f)\n\n[^1]: n",
            "a <em>b</em> <math><msub><mi>x</mi><mi>i</mi></msub></math> c <a href=\"[B]/f\">e</a>",
            "a b xᵢ c e",
        ),
        ("- a\n\n> b", "", ""),
        ("a [[s]] [[s|t]] <b id=x>c</b> &amp;", "a [slug s|-] [slug s|t] <b>c</b> &amp;", "a s t c &"),
        ("a\nb $$\\nope$$", "a\nb <code class=\"tex\">\\nope</code>", "a b \\nope"),
    ] {
        let body = body(text).value;
        assert_eq!((shown(&body.summary).as_str(), body.summary_plain.as_str()), (html, plain), "{text}");
    }
    assert_eq!(body("$\\nope$").diagnostics.len(), 1);
    let body = body("$x$\n\n```\n```").value;
    assert!(body.has_math && body.has_code);
}

#[test]
fn lines() {
    for (text, html, plain) in [
        ("# Not a *heading*", "# Not a <em>heading</em>", "# Not a heading"),
        ("1. Not a list", "1. Not a list", "1. Not a list"),
        ("    no code", "no code", "no code"),
        ("**\"Why?\"** *a*", "<strong>&quot;Why?&quot;</strong> <em>a</em>", "\"Why?\" a"),
        (
            "$O(k)$ & $H^{-1}$\nin $\\mathbb R$",
            "<math><mi>O</mi><mo stretchy=\"false\">(</mo><mi>k</mi><mo stretchy=\"false\">)</mo></math> &amp; <math><msup><mi>H</mi><mrow><mo lspace=\"0\" rspace=\"0\">−</mo><mn>1</mn></mrow></msup></math> in <math><mi>ℝ</mi></math>",
            "O(k) & H⁻¹ in ℝ",
        ),
        ("a <div><b>c</b></div>", "a <b>c</b>", "a c"),
        ("$\\nope$", "<code class=\"tex\">\\nope</code>", "\\nope"),
        ("[^1] | a | - ", "[^1] | a | -", "[^1] | a | -"),
        ("", "", ""),
    ] {
        let line = markdown(RawHtml::Sanitize).inline(&path(), text, &|range| range.into()).value;
        assert_eq!((shown(&line.markup).as_str(), line.plain.as_str()), (html, plain), "{text}");
    }
    let text = "title = 'a $\\nope$ <EOS>'";
    let at = |range: Range<usize>| Span::from(range).shifted(9);
    let checked = markdown(RawHtml::Sanitize).inline(&path(), "a $\\nope$ <EOS>", &at);
    assert_eq!(problems(&checked, text), [("bad-formula", "\\nope"), ("unknown-tag", "<EOS")]);
}

#[test]
fn plain_texts() {
    for (text, html, plain) in [
        (
            "a *b* <i> [[c]]\nd\n \n\n# e",
            "<p>a *b* &lt;i&gt; [[c]]\nd</p>\n<p># e</p>",
            "a *b* <i> [[c]] d\n\n# e",
        ),
        (
            "$x_i$ and $$y$$",
            "<p><math><msub><mi>x</mi><mi>i</mi></msub></math> and <math display=\"block\"><mi>y</mi></math></p>",
            "xᵢ and y",
        ),
        (
            "\\$5, $5 and $10, US$5/US$10, 99\\%",
            "<p>$5, $5 and $10, US$5/US$10, 99\\%</p>",
            "$5, $5 and $10, US$5/US$10, 99\\%",
        ),
        ("$", "<p>$</p>", "$"),
        ("$$$$ $ $", "<p>$$$$ $ $</p>", "$$$$ $ $"),
        ("\n\n", "", ""),
    ] {
        let checked = markdown(RawHtml::Sanitize).plain_text(&path(), text, &|range| range.into());
        assert_eq!(
            (shown(&checked.value.markup).as_str(), checked.value.plain.as_str()),
            (html, plain),
            "{text}"
        );
        assert_eq!(problems(&checked, text), [], "{text}");
    }
    let text = "a\n\n  b $x + \\nope$";
    let checked = markdown(RawHtml::Sanitize).plain_text(&path(), text, &|range| range.into());
    assert_eq!(problems(&checked, text), [("bad-formula", "\\nope")]);
}

#[test]
fn smart_punctuation() {
    let math = Math::new(&[]).unwrap();
    let markdown = Markdown::new(RawHtml::Sanitize, true, math);
    assert_eq!(shown(&markdown.body(&path(), "\"a\" -- b...", 0).value.markup), "<p>“a” – b…</p>\n");
}
