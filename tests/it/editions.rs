//! Editions of days, weeks, months and years.

use crate::site::{between, entry, plain, site};

fn entries() -> String {
    entry("new-year", "2024-12-30", "")
        + &entry("a", "2025-03-12", "")
        + &entry("b", "2025-03-13", "")
        + &entry("c", "2025-04-01", "")
}

#[test]
fn every_day_week_month_and_year_with_entries_has_a_page() {
    let build = site(&entries()).build().fine();
    let mut editions: Vec<_> = build
        .addresses()
        .into_iter()
        .filter(|address| address.starts_with("/20") && address.ends_with('/'))
        .collect();
    editions.sort();
    assert_eq!(
        editions,
        [
            "/2024/",
            "/2024/12/",
            "/2024/12/30/",
            "/2025/",
            "/2025/03/",
            "/2025/03/12/",
            "/2025/03/13/",
            "/2025/04/",
            "/2025/04/01/",
            "/2025/w01/",
            "/2025/w11/",
            "/2025/w14/",
        ]
    );
    assert_eq!(build.papers("/2025/w01/"), ["new-year"], "a week belongs to its ISO year");
    assert_eq!(build.papers("/2025/03/"), ["b", "a"]);
    assert_eq!(build.groups("/2025/03/"), ["13 March 2025: b", "12 March 2025: a"]);
}

#[test]
fn editions_lead_to_those_that_exist_before_and_after() {
    let build = site(&entries()).build().fine();
    let around = |address: &str| {
        let main = build.main(address);
        let nav = main.rsplit_once("<nav").map_or("", |(_, nav)| nav);
        nav.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(around("/2025/03/12/"), ["/2025/03/13/", "/2024/12/30/"]);
    assert_eq!(around("/2025/04/01/"), ["/2025/03/13/"]);
    assert_eq!(around("/2025/w11/"), ["/2025/w14/", "/2025/w01/"]);
    assert_eq!(around("/2025/03/"), ["/2025/04/", "/2024/12/"]);
    assert_eq!(around("/2024/"), ["/2025/"]);
}

#[test]
fn words_on_a_day_week_and_month_stand_on_its_page() {
    let words = |name: &str| {
        format!(
            r#"--- content/editions/{name}.md
+++
title = "The {name}"
description = "About {name}"
+++
Words on {name}.
"#
        )
    };
    let text = entries() + &words("2025-03-12") + &words("2025-W11") + &words("2025-03");
    let build = site(&text).build().fine();
    for (address, name) in
        [("/2025/03/12/", "2025-03-12"), ("/2025/w11/", "2025-W11"), ("/2025/03/", "2025-03")]
    {
        assert_eq!(between(build.main(address), "<h1>", "</h1>"), Some(&*format!("The {name}")));
        assert!(build.main(address).contains(&format!("<p>Words on {name}.</p>")), "{address}");
        let page = build.page(address);
        assert!(
            page.contains(&format!("content=\"About {name}\""))
                && page.contains(&format!("<title>The {name} – Digest</title>"))
        );
    }
    assert_eq!(between(build.main("/2025/03/13/"), "<h1>", "</h1>"), Some("13 March 2025"));
    assert_eq!(between(build.main("/2025/w14/"), "<h1>", "</h1>"), Some("Week 14, 2025"));
    assert_eq!(between(build.main("/2025/04/"), "<h1>", "</h1>"), Some("April 2025"));
    assert!(build.main("/2025/03/13/").contains("The 2025-03-12 →"), "neighbours are named by their title");
}

#[test]
fn words_stand_on_the_first_page_alone() {
    let text = "[pagination]\nper_page = 1\n".to_owned()
        + &entry("a", "2025-03-12", "")
        + &entry("b", "2025-03-12", "")
        + r"--- content/editions/2025-03-12.md
+++
+++
Opening words.
";
    let build = site(&text).build().fine();
    assert!(build.main("/2025/03/12/").contains("Opening words."));
    assert!(!build.main("/2025/03/12/page/2/").contains("Opening words."));
}

#[test]
fn the_home_page_shows_the_latest_edition_and_those_before() {
    let text = entries()
        + r#"--- content/editions/2025-04-01.md
+++
title = "Fools"
+++
Opening [[c]].

## Head
"#;
    let build = site(&text).build().fine();
    let main = build.main("/");
    assert!(
        main.contains("Fools") && main.contains("Opening <a class=\"reference\" href=\"/papers/c/\">c</a>."),
        "{main}"
    );
    assert!(
        main.contains("id=\"2025-04-01-head\""),
        "ids carry the day where an edition shares the page: {main}"
    );
    let earlier = between(main, "Earlier editions", "</ul>").unwrap();
    let links: Vec<_> =
        earlier.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(links, ["/2025/03/13/", "/2025/03/12/", "/2024/12/30/"]);
}

#[test]
fn years_and_the_archive_count_entries() {
    let build = site(&entries()).build().fine();
    let lines = |address: &str| -> Vec<String> {
        let rows = build.main(address).split("<dd>").skip(1);
        rows.map(|row| plain(row.split("</dd>").next().unwrap())).collect()
    };
    assert_eq!(lines("/2025/"), ["1 April 2025 (1)", "13 March 2025 (1)", "12 March 2025 (1)"]);
    assert_eq!(
        lines("/archive/"),
        ["1 April 2025 (1)", "13 March 2025 (1)", "12 March 2025 (1)", "30 December 2024 (1)"]
    );
}

#[test]
fn kinds_of_editions_can_be_left_out() {
    let with = |periods: &str| site(&format!("[pages]\n{periods}\n{}", entries())).build().fine();
    let has = |periods: &str| {
        let build = with(periods);
        for (file, bytes) in &build.files {
            // No link leads to a page that is not made.
            let page = String::from_utf8_lossy(bytes).into_owned();
            for link in
                page.split("href=\"/20").skip(1).map(|rest| format!("/20{}", rest.split('"').next().unwrap()))
            {
                assert!(build.has(&link), "{periods}: {file} links to {link}");
            }
        }
        ["/2025/03/12/", "/2025/w11/", "/2025/03/", "/2025/", "/archive/"].map(|address| build.has(address))
    };
    assert_eq!(has(""), [true, true, true, true, true]);
    assert_eq!(has("periods = [\"day\", \"month\", \"year\"]"), [true, false, true, true, true]);
    assert_eq!(has("periods = [\"week\"]\narchive = false"), [false, true, false, false, false]);
    assert_eq!(has("periods = []"), [false, false, false, false, true]);
}

#[test]
fn words_on_a_period_that_is_not_over_are_not_warned_of() {
    // 15 May 2025 is a Thursday, in week 20.
    for (edition, warned) in [
        ("2025-05-14", true),
        ("2025-05-15", true),
        ("2025-05-16", false),
        ("2025-W19", true),
        ("2025-W20", true),
        ("2025-W21", false),
        ("2025-04", true),
        ("2025-05", true),
        ("2025-06", false),
    ] {
        let mut site = site("");
        site.write(&format!("content/editions/{edition}.md"), "+++\n+++\nWords.\n").today("2025-05-15");
        let expected: &[&str] = if warned { &["empty-edition"] } else { &[] };
        assert_eq!(site.build().codes(), expected, "{edition}");
    }
}

#[test]
fn weeks_of_a_calendar_begin_on_monday() {
    let text = "--- templates/archive.html\n{% extends \"base.html\" %}{% block main %}\
        {% for year in years %}{% for month in year.months %}{{ month.name }}:{% for week in month.weeks %} \
        {% for cell in week %}{% if cell.day %}{{ cell.day }}{% else %}.{% endif %}{% if cell.count %}*{% endif %},{% endfor %}\
        {% endfor %};{% endfor %}{% endfor %}{% endblock main %}\n"
        .to_owned()
        + &entry("a", "2025-06-01", "")
        + &entry("b", "2025-02-03", "");
    let build = site(&text).build().fine();
    let months: Vec<_> = build.main("/archive/").split(';').map(|month| month.replace(", ", ",")).collect();
    // 1 June 2025 is a Sunday, the last day of its week; 1 February a Saturday.
    assert!(months[0].starts_with("June: .,.,.,.,.,.,1*,2,3,"), "{}", months[0]);
    assert!(months[0].ends_with("30,.,.,.,.,.,.,"), "{}", months[0]);
    assert!(months[1].starts_with("February: .,.,.,.,.,1,2,3*,4,"), "{}", months[1]);
}
