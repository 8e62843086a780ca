//! What customers pick from: topics with their fields, in an order that keys can change.

use serde_json::{Value, json};

use super::{
    fields::{folded, group, id, pick, small, text, tick},
    site::languages,
};
use crate::{
    desk::{icons, state::State},
    parts::{
        element::{Element, element, words},
        icons::CROSS,
        states::button,
    },
};

/// All topics, and where tickets without one go.
pub fn topics(state: State) -> Vec<Element> {
    let w = state.words().admin;
    let form = state.admin.form;
    let count = form.count("topics");
    let mut all = vec![words("p", "field-hint", w.topics_hint)];
    all.extend((0..count).map(|at| topic(state, at, count)));
    let add = button(w.add_topic, move || {
        let new = json!({"key": "", "name": {}, "fields": []});
        let first = id(&format!("topics.{count}.name.{}", first(state)));
        form.reshape("topics", |list| list.push(new), ["#", &first].concat());
    })
    .set("id", "add-topic");
    all.push(add);
    if count > 0 || !state.read_teams().is_empty() {
        all.push(group(w.without_topic, "group", route(state, "other")));
    }
    all
}

fn first(state: State) -> String {
    let languages = languages(state).into_iter();
    languages.map(|(tag, _)| tag).next().unwrap_or_default()
}

/// A name in each of the site's languages.
fn names(state: State, place: &str, label: &str) -> Vec<Element> {
    let languages = languages(state);
    let many = languages.len() > 1;
    let name = |(tag, language): (String, String)| {
        let label = if many {
            format!("{label} ({language})")
        } else {
            label.to_owned()
        };
        text(state, &[place, ".", &tag].concat(), &label, None)
    };
    languages.into_iter().map(name).collect()
}

/// What a thing of a list is called, for the buttons beside it.
fn called(state: State, place: &str, fallback: String) -> String {
    let name = state.admin.form.text(&[place, ".", &first(state)].concat());
    if name.is_empty() { fallback } else { name }
}

/// Up, down and away, for the thing at `at` of the `count` in the list at `list`.
fn tools(state: State, list: &str, at: usize, count: usize, name: &str) -> Element {
    let w = state.words().admin;
    let form = state.admin.form;
    let tool = |what: &str, at: usize| id(&format!("{list}.{at}.{what}"));
    let swap = |what: &'static str, to: usize| {
        let list = list.to_owned();
        let focus = ["#", &tool(what, to)].concat();
        move || form.reshape(&list, |all| all.swap(at, to), focus.clone())
    };
    let gone = {
        let list = list.to_owned();
        // The focus goes to what took its place, else to what adds a new one.
        let focus = if at + 1 < count {
            tool("remove", at)
        } else if at > 0 {
            tool("remove", at - 1)
        } else if list == "topics" {
            "add-topic".to_owned()
        } else {
            id(&[&list, ".add"].concat())
        };
        let focus = ["#", &focus].concat();
        move || form.reshape(&list, |all| _ = all.remove(at), focus.clone())
    };
    let named = |text: &str| text.replace("{name}", name);
    element("div", "group-tools")
        .child(small(
            named(w.move_up),
            &tool("up", at),
            at == 0,
            icons::UP,
            swap("up", at.saturating_sub(1)),
        ))
        .child(small(
            named(w.move_down),
            &tool("down", at),
            at + 1 == count,
            icons::DOWN,
            swap("down", (at + 1).min(count - 1)),
        ))
        .child(small(
            named(w.remove),
            &tool("remove", at),
            false,
            CROSS,
            gone,
        ))
}

fn topic(state: State, at: usize, count: usize) -> Element {
    let w = state.words().admin;
    let place = format!("topics.{at}");
    let list = [&place, ".fields"].concat();
    let asked = state.admin.form.count(&list);
    let title = called(
        state,
        &[&place, ".name"].concat(),
        w.topic_n.replace("{n}", &(at + 1).to_string()),
    );
    let mut content = vec![tools(state, "topics", at, count, &title)];
    content.extend(names(state, &[&place, ".name"].concat(), w.topic_name));
    content.push(folded(state, &[&place, ".key"].concat(), w.key, w.key_hint));
    content.extend(route(state, &place));
    content.extend((0..asked).map(|field| asks(state, &list, field, asked)));
    let add = {
        let list = list.clone();
        let focus = id(&format!("{list}.{asked}.label.{}", first(state)));
        let focus = ["#", &focus].concat();
        button(w.add_field, move || {
            let new = json!({"key": "", "label": {}, "kind": "text", "required": false});
            let focus = focus.clone();
            state.admin.form.reshape(&list, |all| all.push(new), focus);
        })
    };
    content.push(add.set("id", id(&[&list, ".add"].concat())));
    group(&title, "group", content)
}

/// Where a topic's tickets begin.
fn route(state: State, place: &str) -> Vec<Element> {
    let w = state.words().admin;
    let teams = state.read_teams();
    let team = (!teams.is_empty()).then(|| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let teams = teams
            .iter()
            .map(|team| (text(&team["id"]), text(&team["name"])));
        let nobody = (String::new(), w.everybody.to_owned());
        pick(
            state,
            &[place, ".team"].concat(),
            w.goes_to,
            None,
            std::iter::once(nobody).chain(teams),
        )
    });
    let automatic = tick(state, &[place, ".automatic"].concat(), w.automatic);
    team.into_iter().chain([automatic]).collect()
}

/// One thing that a topic asks for.
fn asks(state: State, list: &str, at: usize, count: usize) -> Element {
    let w = state.words().admin;
    let form = state.admin.form;
    let place = format!("{list}.{at}");
    let title = called(
        state,
        &[&place, ".label"].concat(),
        w.field_n.replace("{n}", &(at + 1).to_string()),
    );
    let kinds = ["text", "choice", "number", "date", "checkbox"].map(str::to_owned);
    let kinds = kinds.into_iter().zip(w.kinds.map(str::to_owned));
    let kind = [&place, ".kind"].concat();
    let mut content = vec![tools(state, list, at, count, &title)];
    content.extend(names(state, &[&place, ".label"].concat(), w.field_label));
    content.push(pick(state, &kind, w.field_kind, None, kinds).on("change", {
        let focus = ["#", &id(&kind)].concat();
        let place = place.clone();
        // A choice has options to show.
        move |_| form.reshape(&[&place, ".options"].concat(), |_| {}, focus.clone())
    }));
    content.push(tick(
        state,
        &[&place, ".required"].concat(),
        w.field_required,
    ));
    content.push(folded(state, &[&place, ".key"].concat(), w.key, w.key_hint));
    if form.text(&kind) == "choice" {
        content.push(options(state, &place));
    }
    group(&title, "group inner", content)
}

/// What a choice is between.
fn options(state: State, place: &str) -> Element {
    let w = state.words().admin;
    let form = state.admin.form;
    let list = [place, ".options"].concat();
    let count = form.count(&list);
    let mut content = vec![super::fields::said(state, &list)];
    for at in 0..count {
        let place = format!("{list}.{at}");
        let name = called(
            state,
            &[&place, ".label"].concat(),
            w.option_n.replace("{n}", &(at + 1).to_string()),
        );
        let line = element("div", "option-line")
            .children(names(state, &[&place, ".label"].concat(), w.option))
            .child(tools(state, &list, at, count, &name));
        content.push(line);
    }
    let focus = id(&format!("{list}.{count}.label.{}", first(state)));
    let focus = ["#", &focus].concat();
    let add = id(&[&list, ".add"].concat());
    content.push(
        button(w.add_option, move || {
            let new = json!({"key": "", "label": {}});
            form.reshape(&list, |all| all.push(new), focus.clone());
        })
        .set("id", add),
    );
    group(w.options, "group inner", content)
}
