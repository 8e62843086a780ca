//! The parts of the page below the figures, each a heading and what there is to say.

use guichet_shared::desk::{OfTopic, Report, Sort, View};

use crate::{
    desk::{queue::Filter, route::Route, state::State, time},
    parts::element::{Element, element, words},
    text::Forms,
};

/// A part with its heading.
pub fn part(title: &'static str, class: &'static str) -> Element {
    element("section", class).child(words("h2", "report-title", title))
}

/// A link to the tickets of the report's site that a view of the queue holds.
pub fn leads(
    state: State,
    report: &Report,
    view: View,
    filter: Filter,
    sort: Sort,
    class: &'static str,
) -> Element {
    let several = state.sites().len() > 1;
    let site = several.then(|| report.site.clone());
    element("a", class)
        .set("href", Route::Queue(view).href())
        .on("click", move |_| {
            state.ask_queue(|question| {
                question.view = view;
                question.filter = filter;
                question.sort = sort;
                question.site.clone_from(&site);
                question.query.clear();
            });
        })
}

fn line(text: impl Into<String>) -> Element {
    words("p", "report-line", text)
}

fn quiet(text: &'static str) -> Element {
    words("p", "report-quiet", text)
}

fn some(state: State, forms: Forms, count: u32) -> Option<String> {
    (count > 0).then(|| time::count(state.lang(), forms, count))
}

/// A link to what is open now in a view, where there is something.
fn open_in(state: State, report: &Report, view: View, forms: Forms, count: u32) -> Option<Element> {
    let text = some(state, forms, count)?;
    let link = leads(
        state,
        report,
        view,
        Filter::Open,
        Sort::Urgent,
        "report-link",
    );
    Some(element("p", "report-line").child(link.text(text)))
}

/// A length of time in hours and minutes.
fn lasting(state: State, minutes: u32) -> String {
    let w = state.words().reports;
    let plain = |number: u32| time::plain(state.lang(), number.into());
    match (minutes / 60, minutes % 60) {
        (0, 0) => w.no_time.to_owned(),
        (0, minutes) => w.minutes.replace("{n}", &plain(minutes)),
        (hours, 0) => w.whole_hours.replace("{h}", &plain(hours)),
        (hours, minutes) => w
            .hours_and_minutes
            .replace("{h}", &plain(hours))
            .replace("{n}", &plain(minutes)),
    }
}

/// A bar of a list, drawn so that the longest fills the room.
fn bar(count: u32, most: u32) -> Element {
    let wide = count * 100 / most.max(1);
    element("svg", "report-bar")
        .set("viewBox", "0 0 100 6")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .child(element("path", "bar-ground").set("d", "M0 0h100v6h-100z"))
        .child(element("path", "bar-filed").set("d", format!("M0 0h{wide}v6h-{wide}z")))
}

/// Whose turn it is.
pub fn turns(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let part = part(w.turns, "report-part");
    let waiting = report.waiting;
    let all = waiting.support + waiting.customer;
    if all == 0 {
        return part.child(quiet(w.none_open));
    }
    let us = time::count(state.lang(), w.for_us, waiting.support);
    let them = time::count(state.lang(), w.for_customers, waiting.customer);
    let now = report.now.iter().flat_map(|now| {
        [
            open_in(state, report, View::Overdue, w.overdue, now.overdue),
            open_in(
                state,
                report,
                View::Unassigned,
                w.unassigned,
                now.unassigned,
            ),
        ]
    });
    part.child(words("p", "report-said", us))
        .child(bar(waiting.support, all))
        .child(line(them))
        .children(now.flatten())
}

/// How long the first answer took.
pub fn first_answer(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let part = part(w.first_answer, "report-part");
    let Some(first) = report.first_answer else {
        return part.child(quiet(w.no_first_answer));
    };
    let half = time::count(state.lang(), w.half, first.tickets);
    let slowest = lasting(state, first.slowest);
    let before = first.before.map(|before| {
        w.first_before
            .replace("{time}", &lasting(state, before))
            .replace("{weekday}", &time::weekday(state.lang(), &report.compared))
    });
    part.child(words("p", "report-said", lasting(state, first.median)))
        .child(line(half))
        .children((first.tickets > 1).then(|| line(w.slowest.replace("{time}", &slowest))))
        .children(before.map(line))
        .child(words("p", "report-hint", w.opening_hours))
}

/// Updates that were promised.
pub fn promises(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let part = part(w.promises, "report-part");
    let all = report.promises.kept + report.promises.late;
    if all == 0 {
        return part.child(quiet(w.no_promises));
    }
    let plain = |number: u32| time::plain(state.lang(), number.into());
    let kept = w
        .kept
        .replace("{n}", &plain(report.promises.kept))
        .replace("{all}", &plain(all));
    let late = some(state, w.late, report.promises.late);
    let late = late.unwrap_or_else(|| w.none_late.to_owned());
    part.child(words("p", "report-said", kept))
        .child(bar(report.promises.kept, all))
        .child(line(late))
}

/// What it was about.
pub fn topics(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let part = part(w.topics, "report-part");
    let most = report.topics.iter().map(|topic| topic.filed).max();
    let Some(most) = most else {
        return part.child(quiet(w.no_topics));
    };
    let rows = report.topics.iter().map(|topic| {
        let solved = some(state, w.topic_solved, topic.solved);
        let filed = time::count(state.lang(), w.topic_filed, topic.filed);
        let said: Vec<_> = std::iter::once(filed).chain(solved).collect();
        element("li", "report-row")
            .child(words("span", "report-name", name(state, topic)))
            .child(words("span", "report-count", said.join(" · ")))
            .child(bar(topic.filed, most))
    });
    part.child(element("ul", "report-rows").children(rows))
}

fn name(state: State, topic: &OfTopic) -> String {
    let name = topic.name.pick([state.lang(), "en"]);
    if name.is_empty() {
        state.words().reports.no_topic.to_owned()
    } else {
        name.to_owned()
    }
}

/// What moved between levels, and where it is now.
pub fn levels(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let at = |text: String, level: u8| text.replace("{level}", &level.to_string());
    let moved = report.levels.iter().flat_map(|of| {
        let up = some(state, w.escalated, of.escalated);
        let back = some(state, w.returned, of.returned);
        [up, back]
            .into_iter()
            .flatten()
            .map(move |text| line(at(text, of.level)))
    });
    let moved: Vec<_> = moved.collect();
    let still = moved.is_empty().then(|| quiet(w.no_moves));
    let views = [(1, View::Level1), (2, View::Level2), (3, View::Level3)];
    let now = report.now.map(|now| {
        let links = views
            .into_iter()
            .zip(now.levels)
            .map(|((level, view), count)| {
                let text = at(w.at_level.to_owned(), level);
                let count = time::plain(state.lang(), count.into());
                leads(
                    state,
                    report,
                    view,
                    Filter::Open,
                    Sort::Urgent,
                    "report-chip",
                )
                .child(words("span", "", text))
                .child(words("strong", "", count))
            });
        element("div", "report-now")
            .child(words("p", "report-hint", w.levels_now))
            .child(element("div", "report-chips").children(links))
    });
    part(w.levels, "report-part")
        .children(moved)
        .children(still)
        .children(now)
}

/// What became of solutions.
pub fn knowledge(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let knowledge = report.knowledge;
    let owed = report.now.map_or(0, |now| now.owed);
    let said = [
        some(state, w.linked, knowledge.linked),
        some(state, w.drafted, knowledge.drafted),
        some(state, w.unfit, knowledge.unfit),
        some(state, w.owed, owed),
    ];
    let said: Vec<_> = said.into_iter().flatten().map(line).collect();
    let none = said.is_empty().then(|| quiet(w.no_knowledge));
    part(w.knowledge, "report-part")
        .children(said)
        .children(none)
}

/// What customers said in the end.
pub fn ratings(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let part = part(w.ratings, "report-part");
    let all: u32 = report.ratings.iter().sum();
    if all == 0 {
        return part.child(quiet(w.no_ratings));
    }
    let stars: u32 = (1..)
        .zip(report.ratings)
        .map(|(stars, count)| stars * count)
        .sum();
    let average = (f64::from(stars) / f64::from(all) * 10.0).round() / 10.0;
    let most = report.ratings.iter().copied().max().unwrap_or_default();
    let rows = (1_u32..).zip(report.ratings).collect::<Vec<_>>();
    let rows = rows.into_iter().rev().filter(|(_, count)| *count > 0);
    let rows = rows.map(|(stars, count)| {
        element("li", "report-row")
            .child(words(
                "span",
                "report-name",
                time::count(state.lang(), w.stars, stars),
            ))
            .child(words(
                "span",
                "report-count",
                time::plain(state.lang(), count.into()),
            ))
            .child(bar(count, most))
    });
    part.child(words(
        "p",
        "report-said",
        w.average
            .replace("{n}", &time::plain(state.lang(), average)),
    ))
    .child(line(time::count(state.lang(), w.from_ratings, all)))
    .child(element("ul", "report-rows").children(rows))
}

/// What customers tried before they asked.
pub fn tried(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let tried = report.tried;
    let said = [
        some(state, w.searched, tried.searched),
        some(state, w.read, tried.read),
        some(state, w.helpful, tried.helpful),
        some(state, w.unhelpful, tried.unhelpful),
    ];
    let said: Vec<_> = said.into_iter().flatten().map(line).collect();
    let none = said.is_empty().then(|| quiet(w.none_tried));
    part(w.tried, "report-part").children(said).children(none)
}

/// Who answered, by name.
pub fn agents(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let part = part(w.agents, "report-part");
    if report.agents.is_empty() {
        return part.child(quiet(w.no_agents));
    }
    let rows = report.agents.iter().map(|of| {
        let plain = |number: u32| time::plain(state.lang(), number.into());
        element("tr", "")
            .child(words("th", "", of.agent.name.as_str()).set("scope", "row"))
            .child(words("td", "", plain(of.tickets)))
            .child(words("td", "", plain(of.messages)))
    });
    let head = [w.agent, w.tickets, w.messages];
    let head = head.map(|name| words("th", "", name).set("scope", "col"));
    part.child(
        element("table", "report-table")
            .child(element("thead", "").child(element("tr", "").children(head)))
            .child(element("tbody", "").children(rows)),
    )
}
