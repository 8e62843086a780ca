//! What an absence will bring: who has the tickets, also while the cover is away too.

use guichet_shared::{absence::Absence, agent::AgentId};

use crate::desk::{state::State, time};

/// That somebody is away, in milliseconds since 1970; without an end that is known, for ever.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    pub agent: AgentId,
    pub cover: Option<AgentId>,
    pub from: f64,
    pub until: f64,
}

/// That tickets do not go where they were to go, because who was to have them is away too.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Gap {
    /// Who is away besides, or who is to be covered.
    agent: AgentId,
    from: f64,
    until: f64,
    /// Who has the tickets then; the queue, without.
    has: Option<AgentId>,
}

impl Stretch {
    /// An absence that there is.
    pub fn of(absence: &Absence) -> Self {
        Self {
            agent: absence.agent.id,
            cover: absence.cover.as_ref().map(|cover| cover.id),
            from: time::parse(&absence.from),
            until: absence.until.as_deref().map_or(f64::INFINITY, time::parse),
        }
    }

    /// Where both are.
    fn meets(&self, other: &Self) -> Option<(f64, f64)> {
        let (from, until) = (self.from.max(other.from), self.until.min(other.until));
        (from < until).then_some((from, until))
    }
}

/// Who has the tickets of `agent` at a time; nobody where the covers run in a circle.
fn covering(all: &[Stretch], agent: AgentId, at: f64) -> Option<AgentId> {
    let mut cover = agent;
    for _ in 0..=all.len() {
        let here = all
            .iter()
            .filter(|one| one.agent == cover && one.from <= at && at < one.until);
        // Of several at once the one that lasts longest counts.
        match here.max_by(|a, b| a.until.total_cmp(&b.until)) {
            Some(away) => cover = away.cover?,
            None => return Some(cover),
        }
    }
    None
}

/// When those of `others` who match are away during `plan` as well.
fn gaps(others: &[Stretch], plan: Stretch, is: impl Fn(&Stretch) -> bool) -> Vec<Gap> {
    let mut all = others.to_vec();
    all.push(plan);
    let met = others.iter().filter(|other| is(other));
    let met = met.filter_map(|other| Some((other.agent, other.meets(&plan)?)));
    met.map(|(agent, (from, until))| Gap {
        agent,
        from,
        until,
        has: covering(
            &all,
            if plan.cover == Some(agent) {
                plan.agent
            } else {
                agent
            },
            from,
        ),
    })
    .collect()
}

/// What an absence means, in sentences: when it is, `now` where it begins at once, who has the tickets,
/// and that what is still open comes `back`.
pub fn sentences(
    state: State,
    others: &[Stretch],
    plan: Stretch,
    (now, back): (bool, bool),
) -> Vec<String> {
    let w = state.words().team;
    let from = if now {
        w.now.to_owned()
    } else {
        clock(state, plan.from)
    };
    let mut said = vec![
        w.will
            .replace("{from}", &from)
            .replace("{until}", &end(state, plan.until)),
        match plan.cover.and_then(|cover| state.name_of(cover)) {
            Some(cover) => w.will_cover.replace("{cover}", &cover),
            None => w.will_queue.to_owned(),
        },
    ];
    said.extend(cover_away(state, others, plan));
    let covered = gaps(others, plan, |other| other.cover == Some(plan.agent));
    said.extend(covered.iter().filter_map(|gap| {
        let w = [w.covers_for, w.covers_for_queue];
        told(state, gap, w)
    }));
    said.extend(back.then(|| w.will_back.to_owned()));
    said
}

/// That the cover of an absence is away too, and who has the tickets then.
pub fn cover_away(state: State, others: &[Stretch], plan: Stretch) -> Vec<String> {
    let w = state.words().team;
    let away = gaps(others, plan, |other| plan.cover == Some(other.agent));
    let said = away.iter().filter_map(|gap| {
        let w = [w.cover_away, w.cover_away_queue];
        told(state, gap, w)
    });
    said.collect()
}

/// A gap in words: where somebody has the tickets then, and where the queue has them.
fn told(state: State, gap: &Gap, [somebody, queue]: [&str; 2]) -> Option<String> {
    let has = gap.has.and_then(|has| state.name_of(has));
    let sentence = if has.is_some() { somebody } else { queue };
    let sentence = sentence
        .replace("{who}", &state.name_of(gap.agent)?)
        .replace("{when}", &when(state, gap));
    Some(sentence.replace("{has}", has.as_deref().unwrap_or_default()))
}

fn when(state: State, gap: &Gap) -> String {
    let w = state.words().team;
    let when = if gap.until.is_finite() {
        w.between.replace("{until}", &clock(state, gap.until))
    } else {
        w.from_on.to_owned()
    };
    when.replace("{from}", &clock(state, gap.from))
}

fn clock(state: State, at: f64) -> String {
    time::clock(state.lang(), &time::written(at), js_sys::Date::now())
}

fn end(state: State, at: f64) -> String {
    if at.is_finite() {
        clock(state, at)
    } else {
        state.words().team.further_notice.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(number: u128) -> AgentId {
        AgentId(uuid::Uuid::from_u128(number))
    }

    fn away(who: u128, cover: Option<u128>, from: f64, until: f64) -> Stretch {
        Stretch {
            agent: agent(who),
            cover: cover.map(agent),
            from,
            until,
        }
    }

    #[test]
    fn a_cover_who_is_away_too_leaves_the_tickets_to_their_own_cover_or_to_the_queue() {
        let plan = away(1, Some(2), 10.0, 20.0);
        let found =
            |others: &[Stretch]| gaps(others, plan, |other| plan.cover == Some(other.agent));
        let gap = |from, until, has: Option<u128>| Gap {
            agent: agent(2),
            from,
            until,
            has: has.map(agent),
        };
        assert_eq!(
            found(&[away(2, Some(3), 15.0, 30.0)]),
            [gap(15.0, 20.0, Some(3))]
        );
        assert_eq!(found(&[away(2, None, 5.0, 12.0)]), [gap(10.0, 12.0, None)]);
        // In a circle nobody has them.
        assert_eq!(
            found(&[away(2, Some(1), 15.0, f64::INFINITY)]),
            [gap(15.0, 20.0, None)]
        );
        assert_eq!(found(&[away(2, Some(3), 20.0, 30.0)]), []);
        assert_eq!(found(&[away(4, Some(3), 10.0, 30.0)]), []);
    }

    #[test]
    fn who_is_away_covers_for_nobody_meanwhile() {
        let plan = away(1, Some(2), 10.0, 20.0);
        let others = [away(5, Some(1), 12.0, 14.0)];
        let found = gaps(&others, plan, |other| other.cover == Some(plan.agent));
        assert_eq!((found[0].agent, found[0].has), (agent(5), Some(agent(2))));
    }
}
