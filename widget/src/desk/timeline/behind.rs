//! What happened behind the scenes, as a sentence for agents.

use guichet_shared::{
    event::Internal,
    triage::{Knowledge, Priority, Relation},
};

use crate::text::desk::Words;

/// What happened, in a sentence; nothing for what has a text of its own. `who` did it; `clock`
/// knows the clock of the reader.
pub fn sentence<A, B>(
    w: &Words,
    who: &str,
    what: &Internal<A, B>,
    clock: &dyn Fn(&str) -> String,
) -> String {
    let h = w.history;
    let said = match what {
        Internal::Note { .. } | Internal::Solution { .. } => String::new(),
        Internal::Knowledge { knowledge } => match knowledge {
            Some(Knowledge::Linked { title, .. }) => h.linked_article.replace("{title}", title),
            Some(Knowledge::Drafted { title, .. }) => h.drafted_article.replace("{title}", title),
            Some(Knowledge::None { why }) => h.no_article.replace("{why}", why),
            None => h.no_knowledge.to_owned(),
        },
        Internal::Priority { to, .. } => h.priority.replace("{priority}", w.priority(*to)),
        Internal::Tags { tags } if tags.is_empty() => h.no_tags.to_owned(),
        Internal::Tags { tags } => {
            let tags: Vec<_> = tags.iter().map(ToString::to_string).collect();
            h.tags.replace("{tags}", &tags.join(", "))
        }
        Internal::Team { team: Some(team) } => h.team.replace("{team}", &team.name),
        Internal::Team { team: None } => h.no_team.to_owned(),
        Internal::Snooze { until: Some(until) } => h.snooze.replace("{time}", &clock(until)),
        Internal::Snooze { until: None } => h.wake.to_owned(),
        Internal::Related {
            relation, number, ..
        } => {
            let said = match relation {
                Relation::Linked => h.link,
                Relation::Unlinked => h.unlink,
                Relation::MergedFrom => h.merged_from,
                Relation::SplitInto => h.split_into,
                Relation::SplitFrom => h.split_from,
            };
            said.replace("{n}", &number.to_string())
        }
        Internal::Guest { name, on: true, .. } => h.guest.replace("{guest}", name),
        Internal::Guest { name, .. } => h.no_guest.replace("{guest}", name),
    };
    said.replace("{who}", who)
}

impl Words {
    /// A priority by itself.
    pub fn priority_name(&self, priority: Priority) -> String {
        let mut letters = self.priority(priority).chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.as_str().chars()).collect()
    }

    /// A priority inside a sentence.
    pub fn priority(&self, priority: Priority) -> &'static str {
        let place = Priority::ALL.iter().position(|known| *known == priority);
        place
            .and_then(|place| self.history.priorities.get(place))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use guichet_shared::{
        guest::GuestMay,
        team::{Team, TeamId},
        ticket::TicketId,
    };

    use super::*;
    use crate::text::desk::words;

    #[test]
    fn no_sentence_keeps_a_gap() {
        let related = |relation| Internal::Related {
            relation,
            ticket: TicketId(uuid::Uuid::nil()),
            number: 7,
        };
        let team = Team {
            id: TeamId(uuid::Uuid::nil()),
            name: "Returns".to_owned(),
        };
        let guest = |on| Internal::Guest {
            name: "Sam".to_owned(),
            may: GuestMay::Public,
            on,
        };
        let events: Vec<Internal<(), ()>> = vec![
            Internal::Knowledge {
                knowledge: Some(Knowledge::None {
                    why: "known".to_owned(),
                }),
            },
            Internal::Knowledge { knowledge: None },
            Internal::Priority {
                from: Priority::Low,
                to: Priority::Urgent,
            },
            Internal::Tags { tags: Vec::new() },
            Internal::Team { team: Some(team) },
            Internal::Team { team: None },
            Internal::Snooze {
                until: Some("16:00".to_owned()),
            },
            Internal::Snooze { until: None },
            related(Relation::Linked),
            related(Relation::Unlinked),
            related(Relation::MergedFrom),
            related(Relation::SplitInto),
            related(Relation::SplitFrom),
            guest(true),
            guest(false),
        ];
        for language in crate::text::LANGUAGES {
            let w = words(language.code);
            for what in &events {
                let told = sentence(w, "Lea", what, &str::to_owned);
                assert!(!told.contains(['{', '}']) && told.contains("Lea"), "{told}");
            }
        }
    }
}
