//! The demo's agents, and tickets in every status with a past of their own.

use anyhow::Context as _;
use guichet_shared::{
    agent::{AgentId, Email, Name, Role},
    event::{By, Internal, Reason, What},
    lang::Lang,
    status::Status,
    ticket::{Context, IdempotencyKey, Subject, TicketId},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    agents::{self, store::NewAgent},
    db::{self, Db},
    secrets,
    sites::SiteRow,
    tickets::{
        events::Step,
        store::{self, NewRow, RequestKey},
    },
};

/// The password of every agent of the demo.
pub const PASSWORD: &str = "guichet-demo";

/// Who answers in the demo: level 1, 2 and 3.
pub const AGENTS: [(&str, &str, Role); 3] = [
    ("tom@tamblin.example", "Tom Abel", Role::Agent),
    ("ana@tamblin.example", "Ana Silva", Role::Lead),
    ("mira@tamblin.example", "Mira Okafor", Role::Admin),
];

/// Creates the agents, from level 1 up.
pub async fn agents(db: &Db, site: &SiteRow) -> anyhow::Result<Vec<AgentId>> {
    let password = secrets::hash_password(PASSWORD.to_owned()).await?;
    let mut ids = Vec::new();
    for (level, (email, name, role)) in (1..).zip(AGENTS) {
        let agent = NewAgent {
            email: Email::parse(email)?,
            name: Name::parse(name)?,
            alias: None,
            role,
            level,
            password: password.clone(),
            sites: vec![site.id],
        };
        ids.extend(agents::store::create(db, &agent).await?);
    }
    Ok(ids)
}

/// A ticket being told: each step happens some minutes after the one before.
pub(super) struct Story<'a> {
    db: &'a Db,
    site: &'a SiteRow,
    ticket: TicketId,
    at: OffsetDateTime,
}

impl<'a> Story<'a> {
    async fn begin(
        db: &'a Db,
        site: &'a SiteRow,
        hours_ago: i64,
        customer: (&str, &str),
        topic: usize,
        (subject, body): (&str, &str),
    ) -> anyhow::Result<Story<'a>> {
        let at = db::now() - Duration::hours(hours_ago);
        Self::begin_at(
            db,
            site,
            at,
            customer,
            topic,
            (subject, body),
            Context::default(),
        )
        .await
    }

    pub(super) async fn begin_at(
        db: &'a Db,
        site: &'a SiteRow,
        at: OffsetDateTime,
        (name, email): (&str, &str),
        topic: usize,
        (subject, body): (&str, &str),
        context: Context,
    ) -> anyhow::Result<Story<'a>> {
        let picked = site.topics.get(topic);
        let new = NewRow {
            incident: None,
            id: Uuid::now_v7(),
            subject: Subject::parse(subject)?.as_str().to_owned(),
            body: body.to_owned(),
            name: Some(name.to_owned()),
            email: Some(email.to_owned()),
            lang: Some(Lang::parse("en")?),
            follows: None,
            topic: picked.map(|topic| topic.name.clone()),
            topic_key: picked.map(|topic| topic.key.as_str().to_owned()),
            team: None,
            answers: Vec::new(),
            context,
        };
        let token = secrets::hash(secrets::token()?.as_str().as_bytes());
        let request = RequestKey {
            site: site.id,
            scope: token.clone(),
            key: IdempotencyKey::parse(&Uuid::now_v7().to_string())?,
            fingerprint: Vec::new(),
        };
        let filed = store::file(db, site, Ok(new), token, &request, None, at)
            .await
            .map_err(|error| anyhow::anyhow!("a ticket of the demo was refused: {error:?}"))?
            .context("a ticket of the demo was asked for a proof")?;
        Ok(Self {
            db,
            site,
            ticket: filed.ticket.id,
            at,
        })
    }

    pub(super) async fn then(&mut self, minutes: i64, step: Step) -> anyhow::Result<()> {
        self.at += Duration::minutes(minutes);
        let policies = &self.site.policies;
        store::record(self.db, self.ticket, policies, None, None, self.at, |_| {
            Ok(vec![step])
        })
        .await
        .map_err(|error| anyhow::anyhow!("a step of the demo was refused: {error:?}"))?;
        Ok(())
    }

    pub(super) async fn takes(&mut self, minutes: i64, agent: AgentId) -> anyhow::Result<()> {
        let taken = What::Handover {
            from: None,
            to: Some(agent),
            reason: Reason::Taken,
            note: None,
            level: None,
            until: None,
        };
        self.then(minutes, Step::visible(By::Agent(agent), taken))
            .await
    }

    pub(super) async fn says(
        &mut self,
        minutes: i64,
        by: By<AgentId>,
        text: &str,
    ) -> anyhow::Result<()> {
        let body = text.to_owned();
        self.then(minutes, Step::visible(by, What::Message { body }))
            .await
    }

    pub(super) async fn proposes(
        &mut self,
        minutes: i64,
        agent: AgentId,
        text: &str,
    ) -> anyhow::Result<()> {
        let body = text.to_owned();
        let step = Step::visible(By::Agent(agent), What::Proposal { body });
        self.then(minutes, step).await
    }

    pub(super) async fn judges(
        &mut self,
        minutes: i64,
        solved: bool,
        stars: u8,
    ) -> anyhow::Result<()> {
        let comment = None;
        let verdict = What::Verdict {
            solved,
            comment: None,
        };
        self.then(minutes, Step::visible(By::Customer, verdict))
            .await?;
        if solved {
            let rating = What::Rating { stars, comment };
            self.then(2, Step::visible(By::Customer, rating)).await?;
        }
        Ok(())
    }
}

/// Files a ticket in every status, and enough closed ones that a wait can be told.
pub async fn tickets(db: &Db, site: &SiteRow, agents: &[AgentId]) -> anyhow::Result<()> {
    let &[tom, ana, mira] = agents else {
        anyhow::bail!("the demo has three agents");
    };
    closed(db, site, tom).await?;

    let elise = ("Élise", "elise@mail.example");
    let about = (
        "My parcel has been in Lyon for six days",
        "The tracking page has said **In transit, Lyon** since last Monday.\n\nThe lamp is a present for Saturday. Can it still arrive?",
    );
    let mut story = Story::begin(db, site, 30, elise, 0, about).await?;
    story.takes(12, tom).await?;
    story.says(20, By::Agent(tom), "Hello Élise,\n\nthank you for the tracking number. I have asked the carrier where it is and will write to you as soon as they answer.").await?;
    let note =
        "Carrier says *lost in sorting*. Needs somebody who may send a second one.".to_owned();
    story
        .then(
            90,
            Step::internal(
                By::Agent(tom),
                Internal::Note {
                    body: note,
                    mentions: Vec::new(),
                },
            ),
        )
        .await?;
    let handover = What::Handover {
        from: Some(tom),
        to: Some(ana),
        reason: Reason::Escalation,
        note: Some("Ana can send a new lamp today if the first one stays lost.".to_owned()),
        level: None,
        until: None,
    };
    story
        .then(1, Step::visible(By::Agent(tom), handover))
        .await?;
    story
        .says(
            45,
            By::Customer,
            "Thank you. Saturday is what matters, the colour can be another one.",
        )
        .await?;

    let jonas = ("Jonas Weber", "jonas@mail.example");
    let about = (
        "Refund for order T-20815",
        "I returned the vase three weeks ago and the refund has not arrived.",
    );
    let mut story = Story::begin(db, site, 52, jonas, 1, about).await?;
    story.takes(25, ana).await?;
    let asked = What::Status {
        from: Status::Open,
        to: Status::Waiting,
        note: Some(
            "Which account was the order paid from? The last four digits are enough.".to_owned(),
        ),
    };
    story.then(30, Step::visible(By::Agent(ana), asked)).await?;

    let priya = ("Priya", "priya@mail.example");
    let about = (
        "The chair wobbles",
        "One leg seems to be shorter than the others, whichever floor it stands on.",
    );
    let mut story = Story::begin(db, site, 75, priya, 2, about).await?;
    story.takes(8, mira).await?;
    let hold = What::Status {
        from: Status::Open,
        to: Status::OnHold,
        note: Some("the workshop, which is making a new leg".to_owned()),
    };
    story.then(55, Step::visible(By::Agent(mira), hold)).await?;

    let marc = ("Marc", "marc@mail.example");
    let about = (
        "I cannot sign in since yesterday",
        "The page says that my password is wrong, but I have not changed it.",
    );
    let mut story = Story::begin(db, site, 20, marc, 3, about).await?;
    story.takes(5, tom).await?;
    story.proposes(14, tom, "Your account was locked after several tries. I have unlocked it.\n\n1. Open [the sign-in page](https://tamblin.example/sign-in).\n2. Choose **Forgot your password** and set a new one.\n\nDoes that let you in?").await?;

    let sofia = ("Sofia", "sofia@mail.example");
    let about = (
        "Do you ship to Iceland?",
        "I could not find Iceland in the list of countries.",
    );
    Story::begin(db, site, 3, sofia, 4, about).await?;
    let leo = ("Leo Brandt", "leo@mail.example");
    let about = (
        "Invoice with my company's name",
        "The invoice of order T-21177 should name Brandt & Co.",
    );
    Story::begin(db, site, 1, leo, 1, about).await?;
    Ok(())
}

/// What the tickets without a story are about.
const THINGS: [&str; 10] = [
    "parcel", "refund", "invoice", "chair", "lamp", "account", "voucher", "delivery", "return",
    "colour",
];

/// Files this many tickets, to see how the desk does with them.
pub async fn more(db: &Db, site: &SiteRow, count: u32) -> anyhow::Result<()> {
    for (number, thing) in (1..=count).zip(THINGS.into_iter().cycle()) {
        let (name, email) = (
            format!("Customer {number}"),
            format!("customer-{number}@mail.example"),
        );
        let subject = format!("The {thing} of order {number} is not right");
        let about = (subject.as_str(), "It is not as it was described.");
        Story::begin(db, site, 0, (&name, &email), 0, about).await?;
    }
    Ok(())
}

/// Subjects of closed tickets, and the minutes that each waited for its first answer.
const CLOSED: [(&str, i64); 12] = [
    ("Where is my order?", 18),
    ("Change of delivery address", 25),
    ("The voucher does not work", 31),
    ("Cancel my order", 12),
    ("Broken glass in the parcel", 40),
    ("Invoice missing", 55),
    ("Wrong size sent", 35),
    ("Delete my account", 22),
    ("Card was charged twice", 15),
    ("Lamp flickers", 48),
    ("Return label", 28),
    ("Opening hours of the shop", 20),
];

async fn closed(db: &Db, site: &SiteRow, agent: AgentId) -> anyhow::Result<()> {
    for (i, (subject, minutes)) in (1..).zip(CLOSED) {
        let customer = ("A customer", "customer@mail.example");
        let about = (subject, "Could you look into this, please? Thank you.");
        let mut story = Story::begin(db, site, 24 * (i + 3), customer, 0, about).await?;
        story.takes(minutes - 5, agent).await?;
        story
            .proposes(5, agent, "This is settled now. Is it as you hoped?")
            .await?;
        let stars = if i % 4 == 0 { 4 } else { 5 };
        story.judges(60, true, stars).await?;
    }
    Ok(())
}
