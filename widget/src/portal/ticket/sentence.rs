//! What happened to a ticket, in sentences.

use guichet_shared::{
    agent::PublicAgent,
    event::{By, Event, Reason, What},
    incident::Part,
    status::Status,
};

use super::super::{intl, new::localised, state::State};
use crate::text::TicketText;

/// A status in the site's own word, else in ours.
pub fn status(state: State, status: Status) -> String {
    let own = state
        .site
        .labels
        .iter()
        .find(|label| label.status == status);
    let own = own
        .map(|label| localised(state, &label.text))
        .filter(|own| !own.is_empty());
    let text = state.language.get_untracked().text.ticket;
    own.map_or_else(|| ours(text, status), ToOwned::to_owned)
}

fn ours(text: &TicketText, status: Status) -> String {
    let at = Status::ALL.iter().position(|known| *known == status);
    text.statuses[at.unwrap_or_default()].to_owned()
}

/// Who did something, by name; the site where it was a rule or the customer.
pub fn name(state: State, by: &By<PublicAgent>) -> &str {
    match by {
        By::Agent(agent) => &agent.name,
        By::Guest(name) => name,
        By::Customer | By::System => &state.site.name,
    }
}

/// What happened.
pub fn sentence(state: State, event: &Event) -> String {
    let language = state.language.get_untracked();
    let text = language.text.ticket;
    let yours = event.by == By::Customer;
    let who = name(state, &event.by);
    match &event.what {
        What::Created { .. } => text.said_created.to_owned(),
        What::Message { .. } if yours => text.said_you.to_owned(),
        What::Message { .. } => text.said.replace("{name}", who),
        What::File { file } if yours => text.said_file_you.replace("{file}", &file.name),
        What::File { file } => text
            .said_file
            .replace("{name}", who)
            .replace("{file}", &file.name),
        What::Status {
            from: Status::Closed,
            to: Status::Open,
            ..
        } => text.said_opened.to_owned(),
        What::Status { to, .. } => text.said_status.replace("{status}", &status(state, *to)),
        What::Handover { from, to, .. } => moved(text, from.as_ref(), to.as_ref()),
        What::Proposal { .. } => text.said_proposal.replace("{name}", who),
        What::Verdict { solved: true, .. } => text.said_helped.to_owned(),
        What::Verdict { solved: false, .. } => text.said_not_helped.to_owned(),
        What::Rating { stars, .. } => {
            let stars = intl::number(language.code, (*stars).into());
            text.said_rating.replace("{stars}", &stars)
        }
        What::Promise { due } => text
            .said_promise
            .replace("{time}", &intl::until(language.code, due)),
        What::Merged { number, .. } => text.said_merged.replace("{n}", &number.to_string()),
        What::Incident { title, part, .. } => {
            let said = match part {
                Part::Joined => text.said_incident,
                Part::Left => text.said_incident_left,
                Part::Over => text.said_incident_over,
            };
            said.replace("{title}", title)
        }
        What::News { .. } => text.said_news.to_owned(),
    }
}

fn moved(text: &TicketText, from: Option<&PublicAgent>, to: Option<&PublicAgent>) -> String {
    match (from, to) {
        // Under a policy that hides names, both may be called the same.
        (Some(from), Some(to)) if from.name != to.name => text
            .said_moved
            .replace("{from}", &from.name)
            .replace("{to}", &to.name),
        (_, Some(to)) => text.said_taken.replace("{to}", &to.name),
        (_, None) => text.said_queue.to_owned(),
    }
}

/// Why a ticket moved, in a sentence; nothing where somebody just took it up. `time` writes a time.
fn reason(text: &TicketText, event: &Event, time: impl Fn(&str) -> String) -> Option<String> {
    let words = why(text, event, time)?;
    Some(text.reason.replace("{reason}", &words))
}

fn why(text: &TicketText, event: &Event, time: impl Fn(&str) -> String) -> Option<String> {
    let What::Handover {
        from,
        to,
        reason,
        until,
        ..
    } = &event.what
    else {
        return None;
    };
    let (words, name, gap) = match reason {
        Reason::Taken | Reason::Routed => return None,
        Reason::Escalation => (text.escalation, None, ""),
        Reason::Solution => (text.solution, Some(to), "{to}"),
        Reason::Absence if until.is_some() => (text.absence_until, Some(from), "{from}"),
        Reason::Absence => (text.absence, Some(from), "{from}"),
        Reason::Back => (text.back, Some(to), "{to}"),
        Reason::Expertise => (text.expertise, Some(to), "{to}"),
        Reason::Workload => (text.workload, Some(from), "{from}"),
        Reason::ShiftEnd => (text.shift_end, Some(from), "{from}"),
        Reason::CustomerRequest => (text.customer_request, None, ""),
    };
    let words = match name {
        Some(Some(agent)) => words.replace(gap, &agent.name),
        // A reason that speaks of nobody says nothing.
        Some(None) => return None,
        None => words.to_owned(),
    };
    Some(match until {
        Some(until) => words.replace("{time}", &time(until)),
        None => words,
    })
}

/// What happened and why, in the order in which it is told; `time` writes a time.
pub fn told(state: State, event: &Event, time: impl Fn(&str) -> String) -> Vec<String> {
    let text = state.language.get_untracked().text.ticket;
    if let What::Handover {
        from: Some(from),
        to,
        reason: Reason::Absence,
        ..
    } = &event.what
        && event.by == By::System
    {
        let now = moved(text, None, to.as_ref());
        // Under a policy that hides names, it is not the site that is away.
        let why = why(text, event, time).filter(|_| from.name != state.site.name);
        return why.into_iter().chain([now]).collect();
    }
    let why = reason(text, event, time);
    [sentence(state, event)].into_iter().chain(why).collect()
}

/// What was said besides.
pub fn note(event: &Event) -> Option<&str> {
    match &event.what {
        What::Status { note, .. } | What::Handover { note, .. } => note.as_deref(),
        What::Verdict { comment, .. } | What::Rating { comment, .. } => comment.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ticket::{DE, EN, FR};

    fn agent(name: &str) -> PublicAgent {
        PublicAgent {
            name: name.into(),
            level: 1,
        }
    }

    fn handover(from: Option<&str>, to: Option<&str>, reason: Reason) -> Event {
        Event {
            seq: 1,
            at: String::new(),
            by: By::System,
            what: What::Handover {
                from: from.map(agent),
                to: to.map(agent),
                reason,
                note: None,
                level: None,
                until: (reason == Reason::Absence).then(|| "Monday".to_owned()),
            },
        }
    }

    #[test]
    fn a_handover_is_told_with_both_names_and_its_reason() {
        let event = handover(Some("Tom"), Some("Ana"), Reason::Expertise);
        let (tom, ana) = (agent("Tom"), agent("Ana"));
        assert_eq!(
            moved(&EN, Some(&tom), Some(&ana)),
            "Your request moved from Tom to Ana"
        );
        assert_eq!(
            reason(&EN, &event, str::to_owned).unwrap(),
            "Reason: Ana knows this subject best"
        );
    }

    #[test]
    fn under_one_name_for_all_nobody_moves_from_the_team_to_the_team() {
        let team = agent("Acme");
        assert_eq!(
            moved(&EN, Some(&team), Some(&team)),
            "Acme has your request now"
        );
    }

    #[test]
    fn no_reason_is_left_with_a_gap_in_any_language() {
        for text in [&EN, &FR, &DE] {
            let other = [Reason::Solution, Reason::Back];
            for why in Reason::FOR_A_HANDOVER.into_iter().chain(other) {
                for from in [None, Some("Tom")] {
                    for to in [None, Some("Ana")] {
                        let said = reason(text, &handover(from, to, why), str::to_owned);
                        assert!(said.is_none_or(|said| !said.contains('{')), "{why:?}");
                    }
                }
            }
        }
    }
}
