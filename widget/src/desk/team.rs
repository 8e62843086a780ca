//! Those who share the work: who is here or away, how much each has, and going away.

mod form;
mod plan;
mod view;

use std::sync::Arc;

use gloo_net::http::Method;
use guichet_shared::{
    absence::{Absence, Absences},
    agent::{AgentId, Away},
    desk::Thread,
    team::{Member, Members},
};
use leptos::{prelude::*, task::spawn_local};

pub use self::{form::absence, view::team};
use super::{
    call::{self, Refusal},
    route::Route,
    state::State,
    time,
};
use crate::api::Load;

/// What the form for an absence is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Going now.
    Now,
    /// Going some time, or somebody else's going.
    Planned,
    /// Changing what is planned.
    Change(Box<Absence>),
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    members: Vec<Member>,
    absences: Vec<Absence>,
}

/// The page.
#[derive(Clone, Copy)]
pub struct Team {
    load: RwSignal<Load<Arc<Shown>>>,
}

impl Team {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            load: RwSignal::new(Load::Waiting),
        }
    }
}

impl State {
    /// Reads who shares the work and who is away; goes on showing what is here.
    pub fn read_team(self) {
        let load = self.team.load;
        spawn_local(async move {
            let members = call::get::<Members>("/members").await;
            let absences = call::get::<Absences>("/absences").await;
            match members.and_then(|members| Ok((members, absences?))) {
                Ok((members, absences)) => {
                    let shown = Shown {
                        members: members.members,
                        absences: absences.absences,
                    };
                    let same = load.with_untracked(
                        |load| matches!(load, Load::Ready(known) if **known == shown),
                    );
                    if !same {
                        load.set(Load::Ready(Arc::new(shown)));
                    }
                }
                Err(refusal) => {
                    self.sentence(&refusal);
                    if !matches!(load.get_untracked(), Load::Ready(_)) {
                        load.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    /// Until when somebody is away and who covers, in words.
    pub fn away(self, away: &Away) -> String {
        let w = self.words().team;
        let until = match &away.until {
            Some(until) => {
                let time = time::clock(self.lang(), until, js_sys::Date::now());
                w.away_until.replace("{time}", &time)
            }
            None => w.away_open.to_owned(),
        };
        let cover = away.cover.and_then(|cover| self.name_of(cover));
        let cover = match cover {
            Some(cover) => w.covered.replace("{cover}", &cover),
            None => w.not_covered.to_owned(),
        };
        [until, cover].join(", ")
    }

    /// The name of a colleague.
    pub fn name_of(self, agent: AgentId) -> Option<String> {
        self.colleagues.with_untracked(|all| {
            let known = all.iter().find(|known| known.id == agent);
            known.map(|known| known.name.clone())
        })
    }

    /// Whether whoever is signed in is away.
    pub fn am_away(self) -> bool {
        let me = self.my_id();
        self.colleagues.with(|all| {
            let mine = all.iter().find(|known| Some(known.id) == me);
            mine.is_some_and(|known| known.away.is_some())
        })
    }

    /// Ends what absence of one's own has begun.
    pub fn come_back(self) {
        let me = self.my_id();
        spawn_local(async move {
            let absences = match call::get::<Absences>("/absences").await {
                Ok(answer) => answer.absences,
                Err(refusal) => return self.say(self.sentence(&refusal)),
            };
            let mine = absences
                .into_iter()
                .filter(|absence| absence.begun && Some(absence.agent.id) == me);
            for absence in mine {
                let path = format!("/absences/{}", absence.id);
                if let Err(refusal) = call::tell(Method::DELETE, &path, None).await {
                    return self.say(self.sentence(&refusal));
                }
            }
            self.say(self.words().team.is_back);
            self.read_colleagues();
            self.read_team();
        });
    }

    /// Ends an absence, or calls it off.
    fn end_absence(self, absence: &Absence) {
        let path = format!("/absences/{}", absence.id);
        spawn_local(async move {
            let said = match call::tell(Method::DELETE, &path, None).await {
                Ok(()) => self.words().team.ended.to_owned(),
                Err(refusal) => self.sentence(&refusal),
            };
            self.say(said);
            self.read_colleagues();
            self.read_team();
        });
    }

    /// Takes the most urgent ticket that waits and shows it; `none` is told where nothing waits.
    pub fn take_next(self, none: impl Fn(String) + 'static) {
        spawn_local(async move {
            let nothing = serde_json::json!({});
            match call::send::<Thread>(Method::POST, "/next", &nothing, None).await {
                Ok(thread) => {
                    self.say(self.words().taken);
                    self.go(Route::Ticket(thread.ticket.id));
                    self.queue_changed(&thread.ticket);
                }
                Err(Refusal::Conflict) => {
                    let w = self.words().team;
                    let away = self.am_away();
                    none(if away { w.not_while_away } else { w.no_next }.to_owned());
                }
                Err(refusal) => none(self.sentence(&refusal)),
            }
        });
    }
}
