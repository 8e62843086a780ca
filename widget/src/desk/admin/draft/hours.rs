//! Opening hours between what is stored and what is filled in: a line of text for each day.

use serde_json::{Map, Value, json};

use super::{lines, list, objects};

/// The form of a site's opening hours.
pub(super) fn of_hours(hours: &Value) -> Value {
    let mut days = Map::new();
    for opening in objects(&hours["open"]) {
        let (from, until) = (opening["from"].as_str(), opening["until"].as_str());
        let stretch = format!("{}–{}", from.unwrap_or_default(), until.unwrap_or_default());
        let day = days.entry(opening["day"].to_string());
        let text = day.or_insert_with(|| Value::String(String::new()));
        let before = text.as_str().unwrap_or_default();
        *text = if before.is_empty() {
            stretch.into()
        } else {
            format!("{before}, {stretch}").into()
        };
    }
    json!({
        "always": hours.is_null(),
        "zone": hours["zone"].as_str().unwrap_or_default(),
        "days": days,
        "holidays": lines(&hours["holidays"], "\n"),
    })
}

/// What is sent of opening hours.
pub(super) fn hours_of(hours: &Value) -> Value {
    if hours["always"] == true {
        return Value::Null;
    }
    let mut open = Vec::new();
    for (day, text) in hours["days"].as_object().into_iter().flatten() {
        let day: u8 = day.parse().unwrap_or_default();
        for stretch in objects(&list(text)) {
            let stretch = stretch.as_str().unwrap_or_default();
            let (from, until) = stretch.split_once(['–', '-']).unwrap_or((stretch, ""));
            open.push(json!({"day": day, "from": time(from), "until": time(until)}));
        }
    }
    json!({
        "zone": hours["zone"].as_str().unwrap_or_default().trim(),
        "open": open,
        "holidays": list(&hours["holidays"]),
    })
}

/// A time of the day as it is stored, where it can be understood: "9", "9h30" and "9.30" can.
fn time(text: &str) -> String {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.', 'h']).unwrap_or((text, ""));
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if (1..=2).contains(&hours.len()) && digits(hours) && minutes.len() == 2 && digits(minutes) {
        format!("{hours:0>2}:{minutes}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_understood_as_people_write_them() {
        for (typed, stored) in [
            ("9", "09:00"),
            (" 17 ", "17:00"),
            ("9:30", "09:30"),
            ("9h", "09:00"),
            ("18h15", "18:15"),
            ("8.45", "08:45"),
            ("24:00", "24:00"),
            ("noon", "noon"),
            ("9:5", "9:5"),
            ("", ""),
        ] {
            assert_eq!(time(typed), stored, "{typed}");
        }
    }
}
