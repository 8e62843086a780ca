//! What the desk knows while it is open: a handful of signals, cheap to copy into every view.

use std::sync::Arc;

use guichet_shared::{
    agent::{AgentId, Colleague, DeskSite, Me},
    desk::{Deed, MacroId},
    site::SiteKey,
    status::Status,
    ticket::TicketId,
};
use leptos::prelude::*;

use super::{
    admin::Admin,
    articles::List,
    call::Refusal,
    editor::Editor,
    hands::Hands,
    incidents::Incidents,
    memory,
    open::Open,
    queue::Queue,
    reports::Reports,
    route::Route,
    team::{Occasion, Team},
    time,
    together::Together,
};
use crate::text::{
    LANGUAGES, Language,
    desk::{self, Words},
    language,
};

/// As the device says, light, dark: the values of `data-theme`.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];

/// Whether the desk is open to whoever sits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Asking the server.
    Checking,
    /// The server did not answer.
    Failed,
    /// Nobody is signed in.
    Out,
    /// Somebody is.
    In,
}

/// How changes reach the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not yet.
    Connecting,
    /// At once.
    Live,
    /// Not just now.
    Cut,
}

/// What stands above everything else and wants an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Which keys do what.
    Keys,
    /// Gives the ticket to somebody else.
    Handover,
    /// The notes that name the agent.
    Mentions,
    /// Asks a guest to the ticket.
    Invite,
    /// Asks for whom or what the ticket waits.
    Hold,
    /// A picture: its address and its name.
    Picture(String, String),
    /// The versions of the article.
    Versions,
    /// Asks whether to leave for there without saving.
    Leave(Route),
    /// Goes away, or changes that.
    Absence(Occasion),
    /// Everything that can be done here.
    Palette,
    /// To whom the selected tickets go.
    Assign,
    /// Which tags the selected tickets get.
    Tags,
    /// Into which ticket this one goes.
    Merge,
    /// With which ticket this one has to do.
    Link,
    /// Makes a ticket of its own of the message at this place.
    Split(u32),
    /// The macros.
    Macros,
    /// Asks whether to end an account.
    EndAccount(AgentId),
    /// Changes one's own password.
    Password,
    /// Asks whether to throw a macro away.
    RemoveMacro(MacroId),
    /// A ticket for somebody who called.
    Caller,
    /// Asks whether to close the ticket all the same.
    Close,
    /// Asks whether to do this to the selected tickets all the same.
    Sure(Deed),
    /// Asks whether to close the known problem with what is written.
    Solve,
    /// Of which known problem the selected tickets become part.
    Incident,
    /// Asks what becomes of the promise where the ticket is put off until then.
    PutOff(String),
}

/// All of it.
#[derive(Clone, Copy)]
pub struct State {
    pub stage: RwSignal<Stage>,
    /// The session has ended while the desk was open.
    pub expired: RwSignal<bool>,
    pub me: RwSignal<Option<Arc<Me>>>,
    pub language: RwSignal<&'static Language>,
    /// One of `THEMES`.
    pub theme: RwSignal<&'static str>,
    pub route: RwSignal<Route>,
    /// The time, to the half minute.
    pub now: RwSignal<f64>,
    pub link: RwSignal<Link>,
    /// What screen readers are told.
    pub said: RwSignal<String>,
    pub colleagues: RwSignal<Vec<Colleague>>,
    pub dialog: RwSignal<Option<Dialog>>,
    pub queue: Queue,
    pub open: Open,
    pub list: List,
    pub editor: Editor,
    pub together: Together,
    pub hands: Hands,
    pub admin: Admin,
    pub incidents: Incidents,
    pub team: Team,
    pub reports: Reports,
}

impl State {
    /// The state at the start, for the address that was opened.
    pub fn new() -> Self {
        let navigator = window().navigator();
        let languages = navigator.languages();
        let kept = memory::setting("language");
        let browser = languages.iter().filter_map(|tag| tag.as_string());
        let spoken = kept
            .into_iter()
            .chain(browser)
            .find_map(|tag| language(&tag));
        let theme = memory::setting("theme");
        let theme = THEMES
            .into_iter()
            .find(|name| theme.as_deref() == Some(name));
        Self {
            stage: RwSignal::new(Stage::Checking),
            expired: RwSignal::new(false),
            me: RwSignal::new(None),
            language: RwSignal::new(spoken.unwrap_or(&LANGUAGES[0])),
            theme: RwSignal::new(theme.unwrap_or(THEMES[0])),
            route: RwSignal::new(Route::parse(&location().hash().unwrap_or_default())),
            now: RwSignal::new(js_sys::Date::now()),
            link: RwSignal::new(Link::Connecting),
            said: RwSignal::new(String::new()),
            colleagues: RwSignal::new(Vec::new()),
            dialog: RwSignal::new(None),
            queue: Queue::new(),
            open: Open::new(),
            list: List::new(),
            editor: Editor::new(),
            together: Together::new(),
            hands: Hands::new(),
            admin: Admin::new(),
            incidents: Incidents::new(),
            team: Team::new(),
            reports: Reports::new(),
        }
    }

    /// The desk's words. Views are made again when the language changes, so nothing follows this.
    pub fn words(self) -> &'static Words {
        desk::words(self.lang())
    }

    /// The code of the interface's language.
    pub fn lang(self) -> &'static str {
        self.language.get_untracked().code
    }

    /// Who is signed in.
    pub fn my_id(self) -> Option<AgentId> {
        self.me.with_untracked(|me| me.as_ref().map(|me| me.id))
    }

    /// The sites of whoever is signed in.
    pub fn sites(self) -> Vec<DeskSite> {
        self.me
            .with(|me| me.as_ref().map_or_else(Vec::new, |me| me.sites.clone()))
    }

    /// What a site is called; its key where it is none of one's own.
    pub fn site_name(self, key: &str) -> String {
        let sites = untrack(|| self.sites());
        let site = sites.into_iter().find(|site| site.key.as_str() == key);
        site.map_or_else(|| key.to_owned(), |site| site.name)
    }

    /// The open ticket, where it is the page's.
    pub fn ticket(self) -> Option<TicketId> {
        match self.route.get() {
            Route::Ticket(id) => Some(id),
            _ => None,
        }
    }

    /// What agents of a site call a status.
    pub fn status(self, site: &SiteKey, status: Status) -> String {
        let own = self.me.with_untracked(|me| {
            let site = me.as_ref()?.sites.iter().find(|known| known.key == *site)?;
            let label = site.labels.iter().find(|label| label.status == status)?;
            let languages = site
                .languages
                .iter()
                .map(guichet_shared::lang::Lang::as_str);
            let text = label
                .text
                .pick(std::iter::once(self.lang()).chain(languages));
            (!text.is_empty()).then(|| text.to_owned())
        });
        own.unwrap_or_else(|| self.words().status(status).to_owned())
    }

    /// Goes to another page.
    pub fn go(self, route: Route) {
        _ = location().set_hash(&route.href());
    }

    /// What a refusal means, in words; it opens the way back in where the session has ended.
    pub fn sentence(self, refusal: &Refusal) -> String {
        let words = self.words();
        match refusal {
            Refusal::Unauthenticated => {
                self.expired.set(true);
                words.session.expired.to_owned()
            }
            Refusal::Missing => words.refusal.gone.to_owned(),
            Refusal::Conflict | Refusal::NewerMessage => words.refusal.changed.to_owned(),
            Refusal::Owed => {
                self.open.details.set(true);
                self.open.owed.set(true);
                let w = words.knowledge;
                w.owed_trouble
                    .replace("{link}", w.is_answer)
                    .replace("{draft}", w.draft)
                    .replace("{none}", w.none_fits)
            }
            Refusal::Later(seconds) => {
                let when = time::until(self.lang(), *seconds);
                words.refusal.too_many.replace("{when}", &when)
            }
            Refusal::Fields(_) => words.refusal.refused.to_owned(),
            Refusal::TooLarge => words.refusal.too_large.to_owned(),
            Refusal::Kind => words.refusal.wrong_kind.to_owned(),
            Refusal::Away => words.refusal.unavailable.to_owned(),
            Refusal::Broken => words.refusal.broken.to_owned(),
        }
    }

    /// Tells screen readers.
    pub fn say(self, sentence: impl Into<String>) {
        self.said.set(sentence.into());
    }
}
