//! What admins send about sites, field by field, with what one field demands of another.

use std::collections::{BTreeMap, HashSet};

use guichet_shared::{
    Text,
    admin::{NewSite, Settings, SiteChange},
    agent::NamePolicy,
    lang::Lang,
    policy::{Policies, Route},
    site::{Origin, Theme},
    topic::{Key, Localised, Topic},
    triage::Priority,
};

use super::topics::{LABELS, TOPICS};
use crate::fields::{Fields, Input};

/// The most of an hour's, a day's and a list's number.
const PROMISE: std::ops::RangeInclusive<u16> = 1..=720;
const SILENCE: std::ops::RangeInclusive<u16> = 1..=365;
const REOPEN: std::ops::RangeInclusive<u16> = 0..=365;
const ORIGINS: usize = 20;
const LANGUAGES: usize = 20;

fn name(fields: &mut Fields) -> Option<String> {
    let name: Text<80> = fields.required("name")?;
    Some(name.as_str().to_owned())
}

fn origins(fields: &mut Fields) -> Option<Vec<Origin>> {
    let origins: Vec<Origin> = list(fields, "origins", ORIGINS)?;
    if origins.is_empty() {
        fields.refuse("origins", "must name at least one website");
        return None;
    }
    Some(origins)
}

fn languages(fields: &mut Fields) -> Option<Vec<Lang>> {
    let languages: Vec<Lang> = list(fields, "languages", LANGUAGES)?;
    if languages.is_empty() {
        fields.refuse("languages", "must name at least one language");
        return None;
    }
    Some(languages)
}

/// A list of texts, each of them named where it is at fault, none of them twice.
fn list<T: TryFrom<String> + PartialEq>(
    fields: &mut Fields,
    name: &str,
    most: usize,
) -> Option<Vec<T>>
where
    T::Error: ToString,
{
    let texts: Vec<String> = fields.required(name)?;
    if texts.len() > most {
        fields.refuse(name, &format!("must be at most {most}"));
        return None;
    }
    let (count, mut read) = (texts.len(), Vec::<T>::new());
    for (at, text) in texts.into_iter().enumerate() {
        match T::try_from(text) {
            Ok(value) if read.contains(&value) => {
                fields.refuse(&format!("{name}.{at}"), "is there twice");
            }
            Ok(value) => read.push(value),
            Err(wrong) => fields.refuse(&format!("{name}.{at}"), &wrong.to_string()),
        }
    }
    (read.len() == count).then_some(read)
}

/// A number within its bounds, `default` where it is not there.
fn number(
    fields: &mut Fields,
    name: &str,
    bounds: std::ops::RangeInclusive<u16>,
    default: u16,
) -> Option<u16> {
    let number = fields.optional(name)?.unwrap_or(default);
    if bounds.contains(&number) {
        return Some(number);
    }
    let wrong = format!("must be {} to {}", bounds.start(), bounds.end());
    fields.refuse(name, &wrong);
    None
}

impl Input for NewSite {
    fn read(fields: &mut Fields) -> Option<Self> {
        let key = fields.required("key");
        let name = name(fields);
        let origins = origins(fields);
        let languages = languages(fields);
        Some(Self {
            key: key?,
            name: name?,
            origins: origins?,
            languages: languages?,
        })
    }
}

impl Input for SiteChange {
    fn read(fields: &mut Fields) -> Option<Self> {
        let version = fields.required("version");
        let name = name(fields);
        let origins = origins(fields);
        let languages = languages(fields);
        let theme = fields.inside("theme");
        let topics = fields.each("topics", TOPICS);
        let policies = fields.inside("policies");
        // What of it could be read is looked at, whatever else is at fault: all is named at once.
        let agreed = agree(
            fields,
            languages.as_deref(),
            topics.as_deref(),
            policies.as_ref().and_then(Option::as_ref),
        );
        let settings = Settings {
            name: name?,
            origins: origins?,
            languages: languages?,
            theme: theme?.unwrap_or_default(),
            topics: topics?,
            policies: policies?.unwrap_or_default(),
        };
        agreed.then_some(Self {
            version: version?,
            settings,
        })
    }
}

impl Input for Theme {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            accent: fields.optional("accent")?,
        })
    }
}

impl Input for Policies {
    fn read(fields: &mut Fields) -> Option<Self> {
        let usual = Self::default();
        let names = fields.optional::<NamePolicy>("names");
        let promise_hours = number(fields, "promise_hours", PROMISE, usual.promise_hours);
        let promises = fields.inside::<Promises>("promises");
        let hours = fields.inside("hours");
        let silence_days = number(fields, "silence_days", SILENCE, usual.silence_days);
        let reopen_days = number(fields, "reopen_days", REOPEN, usual.reopen_days);
        let routes = fields.each("routes", TOPICS + 1);
        let labels = fields.each("labels", LABELS);
        let desk_labels = fields.each("desk_labels", LABELS);
        Some(Self {
            names: names?.unwrap_or_default(),
            promise_hours: promise_hours?,
            promises: promises?.map_or_else(BTreeMap::new, |promises| promises.0),
            hours: hours?,
            silence_days: silence_days?,
            reopen_days: reopen_days?,
            routes: routes?,
            labels: labels?,
            desk_labels: desk_labels?,
        })
    }
}

/// Hours by priority, each named by itself.
struct Promises(BTreeMap<Priority, u16>);

impl Input for Promises {
    fn read(fields: &mut Fields) -> Option<Self> {
        let (mut promises, mut fine) = (BTreeMap::new(), true);
        for priority in Priority::ALL {
            let name = priority.as_str();
            match fields.optional::<u16>(name) {
                Some(Some(hours)) if PROMISE.contains(&hours) => {
                    promises.insert(priority, hours);
                }
                Some(Some(_)) => {
                    fields.refuse(name, "must be 1 to 720");
                    fine = false;
                }
                Some(None) => {}
                None => fine = false,
            }
        }
        fine.then_some(Self(promises))
    }
}

impl Input for Route {
    fn read(fields: &mut Fields) -> Option<Self> {
        let topic = fields.optional("topic");
        let team = fields.optional("team");
        let automatic = fields.optional("automatic");
        Some(Self {
            topic: topic?,
            team: team?,
            automatic: automatic?.unwrap_or(false),
        })
    }
}

/// Whether those parts that could be read fit together: keys are there once, topics have a name in
/// the site's first language, routes lead from topics that there are.
fn agree(
    fields: &mut Fields,
    languages: Option<&[Lang]>,
    topics: Option<&[Topic]>,
    policies: Option<&Policies>,
) -> bool {
    let mut wrong = Vec::new();
    if let Some(topics) = topics {
        wrong.extend(topics_at_fault(topics, languages.and_then(<[_]>::first)));
    }
    if let Some(policies) = policies {
        wrong.extend(policies_at_fault(policies, topics));
    }
    for (place, message) in &wrong {
        fields.refuse(place, message);
    }
    wrong.is_empty()
}

const TWICE: &str = "is there twice";

fn topics_at_fault(topics: &[Topic], first: Option<&Lang>) -> Vec<(String, &'static str)> {
    let mut wrong = Vec::new();
    let written = |place: String, text: &Localised| {
        let first = first.filter(|first| !text.0.contains_key(first))?;
        Some((format!("{place}.{first}"), "is missing"))
    };
    let mut known = HashSet::new();
    for (at, topic) in topics.iter().enumerate() {
        wrong.extend(written(format!("topics.{at}.name"), &topic.name));
        if !known.insert(&topic.key) {
            wrong.push((format!("topics.{at}.key"), TWICE));
        }
        let mut keys = HashSet::new();
        for (place, field) in topic.fields.iter().enumerate() {
            let place = format!("topics.{at}.fields.{place}");
            wrong.extend(written(format!("{place}.label"), &field.label));
            if !keys.insert(&field.key) {
                wrong.push((format!("{place}.key"), TWICE));
            }
            let mut options = HashSet::new();
            for (option, choice) in field.options.iter().enumerate() {
                let place = format!("{place}.options.{option}");
                wrong.extend(written(format!("{place}.label"), &choice.label));
                if !options.insert(&choice.key) {
                    wrong.push((format!("{place}.key"), TWICE));
                }
            }
        }
    }
    wrong
}

fn policies_at_fault(policies: &Policies, topics: Option<&[Topic]>) -> Vec<(String, &'static str)> {
    let mut wrong = Vec::new();
    let is_none = |key: &Key| topics.is_some_and(|all| all.iter().all(|topic| topic.key != *key));
    let mut routes: HashSet<Option<&Key>> = HashSet::new();
    for (at, route) in policies.routes.iter().enumerate() {
        let place = format!("policies.routes.{at}.topic");
        let topic = route.topic.as_ref();
        if topic.is_some_and(is_none) {
            wrong.push((place, "must be a topic of this site"));
        } else if !routes.insert(topic) {
            wrong.push((place, TWICE));
        }
    }
    for (list, labels) in [
        ("labels", &policies.labels),
        ("desk_labels", &policies.desk_labels),
    ] {
        let mut statuses = HashSet::new();
        for (at, label) in labels.iter().enumerate() {
            if !statuses.insert(label.status) {
                wrong.push((format!("policies.{list}.{at}.status"), TWICE));
            }
        }
    }
    wrong
}
