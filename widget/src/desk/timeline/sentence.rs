//! What is no message, as a sentence for agents.

use guichet_shared::{
    event::{Reason, What},
    incident::Part,
    status::Status,
};

use crate::text::desk::Words;

/// What happened, in a sentence. `who` did it; `status` and `clock` know the words of the site and
/// the clock of the reader.
pub fn sentence<B>(
    w: &Words,
    who: &str,
    what: &What<String, B>,
    status: &dyn Fn(Status) -> String,
    clock: &dyn Fn(&str) -> String,
) -> String {
    match what {
        What::Status { to, .. } => w
            .event
            .did_status
            .replace("{who}", who)
            .replace("{status}", &status(*to)),
        What::Handover {
            from,
            to,
            reason,
            level,
            until,
            ..
        } => {
            let sentence = match (from, to) {
                (_, Some(to)) if *reason == Reason::Routed => w.history.routed.replace("{to}", to),
                (_, Some(to)) if to == who => w.event.did_take.replace("{who}", who),
                (Some(from), Some(to)) if from == who => w
                    .event
                    .did_hand_over
                    .replace("{who}", who)
                    .replace("{to}", to),
                (Some(from), Some(to)) => w
                    .event
                    .did_move
                    .replace("{who}", who)
                    .replace("{from}", from)
                    .replace("{to}", to),
                (None, Some(to)) => w.event.did_assign.replace("{who}", who).replace("{to}", to),
                (_, None) => w.event.did_put_back.replace("{who}", who),
            };
            let why = w.reason(*reason);
            let why = why.map(|reason| w.event.because.replace("{reason}", reason));
            let level = level.map(|level| w.history.level.replace("{level}", &level.to_string()));
            let until = until.as_deref().map(clock);
            let until = until.map(|until| w.history.until.replace("{time}", &until));
            let said = [Some(sentence), why, until, level];
            said.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        What::Verdict { solved: true, .. } => w.event.did_accept.replace("{who}", who),
        What::Verdict { solved: false, .. } => w.event.did_refuse.replace("{who}", who),
        What::Rating { stars, .. } => w
            .event
            .did_rate
            .replace("{who}", who)
            .replace("{stars}", &stars.to_string()),
        What::Promise { due } => w
            .event
            .did_promise
            .replace("{who}", who)
            .replace("{time}", &clock(due)),
        What::Merged { number, .. } => w
            .history
            .merged_into
            .replace("{who}", who)
            .replace("{n}", &number.to_string()),
        What::Incident { title, part, .. } => {
            let said = match part {
                Part::Joined => w.history.incident,
                Part::Left => w.history.incident_left,
                Part::Over => w.history.incident_over,
            };
            said.replace("{who}", who).replace("{title}", title)
        }
        What::Created { .. }
        | What::Message { .. }
        | What::File { .. }
        | What::Proposal { .. }
        | What::News { .. } => String::new(),
    }
}

/// What was said besides.
pub fn remark<A, B>(what: &What<A, B>) -> Option<&str> {
    match what {
        What::Status { note, .. } | What::Handover { note, .. } => note.as_deref(),
        What::Verdict { comment, .. } | What::Rating { comment, .. } => comment.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::desk::words;

    fn told(who: &str, what: &What<String, ()>) -> String {
        let w = words("en");
        sentence(
            w,
            who,
            what,
            &|status| w.status(status).to_owned(),
            &str::to_owned,
        )
    }

    fn move_(from: Option<&str>, to: Option<&str>, reason: Reason) -> What<String, ()> {
        What::Handover {
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            reason,
            note: None,
            level: None,
            until: None,
        }
    }

    #[test]
    fn a_handover_names_both_and_the_reason() {
        let what = move_(Some("Tom"), Some("Ana"), Reason::Expertise);
        assert_eq!(
            told("Tom", &what),
            "Tom handed this over to Ana. Reason: knows more about it."
        );
        assert_eq!(
            told("Lea", &what),
            "Lea moved this from Tom to Ana. Reason: knows more about it."
        );
    }

    #[test]
    fn who_takes_a_ticket_gives_no_reason() {
        assert_eq!(
            told("Ana", &move_(None, Some("Ana"), Reason::Taken)),
            "Ana took this."
        );
    }

    #[test]
    fn no_sentence_keeps_a_gap() {
        let events = [
            move_(Some("Tom"), Some("Ana"), Reason::Workload),
            move_(None, Some("Ana"), Reason::Escalation),
            move_(Some("Tom"), None, Reason::ShiftEnd),
            What::Status {
                from: Status::New,
                to: Status::Open,
                note: None,
            },
            What::Verdict {
                solved: true,
                comment: None,
            },
            What::Verdict {
                solved: false,
                comment: None,
            },
            What::Rating {
                stars: 4,
                comment: None,
            },
            What::Promise {
                due: "16:00".to_owned(),
            },
        ];
        for language in crate::text::LANGUAGES {
            let w = words(language.code);
            for what in &events {
                let told = sentence(w, "Lea", what, &|_| "x".to_owned(), &str::to_owned);
                assert!(!told.contains(['{', '}']) && !told.is_empty(), "{told}");
            }
        }
    }
}
