//! The demo's last days: what came in and was solved on each, so that a report has something to tell.

use anyhow::Context as _;
use guichet_shared::{
    Text,
    agent::AgentId,
    article::Slug,
    event::{By, Internal, Reason, What},
    ticket::Context,
    triage::Knowledge,
};
use time::{Duration, OffsetDateTime};

use super::tickets::Story;
use crate::{
    articles,
    db::{self, Db},
    hours::Days,
    sites::SiteRow,
    tickets::events::Step,
};

/// How a ticket of those days went.
#[derive(Clone, Copy)]
enum Went {
    /// A proposal that helped.
    Well,
    /// A question and an answer before it.
    Asked,
    /// A proposal that did not help, and one that did.
    Again,
    /// Solved by the second level, from an article.
    Up,
}

/// A ticket of those days: at what minute of the day, topic, subject, customer, how many minutes
/// the first answer took, how it went, what was searched for before, stars.
struct Told(
    i64,
    usize,
    &'static str,
    &'static str,
    i64,
    Went,
    Option<&'static str>,
    u8,
);

const TOLD: [Told; 14] = [
    Told(
        25,
        0,
        "Parcel left with a neighbour",
        "Nora",
        510,
        Went::Well,
        None,
        4,
    ),
    Told(
        445,
        1,
        "Which card did I pay with?",
        "Paul Martin",
        34,
        Went::Well,
        Some("invoice"),
        5,
    ),
    Told(
        492,
        0,
        "Tracking shows no movement",
        "Aisha",
        22,
        Went::Asked,
        Some("track order"),
        5,
    ),
    Told(
        516,
        2,
        "A shelf came with a scratch",
        "Hugo",
        41,
        Went::Well,
        None,
        4,
    ),
    Told(
        538,
        0,
        "Another address for T-21340",
        "Lena Vogt",
        9,
        Went::Well,
        Some("change address"),
        5,
    ),
    Told(
        551,
        3,
        "Two accounts with one email",
        "Omar",
        63,
        Went::Up,
        None,
        5,
    ),
    Told(
        580,
        0,
        "Delivery on a Saturday?",
        "Clara",
        17,
        Went::Well,
        Some("delivery"),
        5,
    ),
    Told(
        604,
        1,
        "Refund to another card",
        "Tomasz",
        48,
        Went::Again,
        Some("refund"),
        3,
    ),
    Told(655, 2, "Missing screws", "Ines", 26, Went::Asked, None, 5),
    Told(
        702,
        4,
        "A lamp for a damp room",
        "Georg",
        75,
        Went::Well,
        Some("lamp bathroom"),
        4,
    ),
    Told(797, 0, "Order placed twice", "Mei", 12, Went::Well, None, 5),
    Told(
        841,
        1,
        "VAT number on the invoice",
        "Atelier Roux",
        31,
        Went::Well,
        Some("invoice"),
        5,
    ),
    Told(
        873,
        2,
        "The wrong colour of chair",
        "Jana",
        38,
        Went::Asked,
        None,
        4,
    ),
    Told(
        960,
        3,
        "Newsletter in English",
        "Felix",
        20,
        Went::Well,
        None,
        5,
    ),
];

/// How many days ago, and which of those tickets came in then.
const DAYS: [(i64, &[usize]); 6] = [
    (8, &[1, 3, 6, 8, 11]),
    (7, &[0, 1, 2, 3, 4, 6, 7, 10, 12, 13]),
    (3, &[2, 4, 5, 9, 10, 11]),
    (2, &[1, 2, 6, 7, 8, 12, 13]),
    (1, &[0, 2, 3, 4, 5, 8, 9, 11, 13]),
    (0, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
];

/// Tells those days, as far as they are over.
pub async fn days(db: &Db, site: &SiteRow, agents: &[AgentId]) -> anyhow::Result<()> {
    let (now, days) = (db::now(), Days::of(&site.policies));
    for (ago, told) in DAYS {
        let begin = days.begin(days.day(now - Duration::days(ago)));
        let begin = begin.context("a day of the demo has no beginning")?;
        for place in told {
            // What would still go on now is left to the tickets of today.
            let told = TOLD.get(*place).context("no such ticket")?;
            let at = begin + Duration::minutes(told.0);
            if at + Duration::minutes(told.4 + 180) < now {
                tell(db, site, agents, told, at).await?;
            }
        }
    }
    Ok(())
}

async fn tell(
    db: &Db,
    site: &SiteRow,
    agents: &[AgentId],
    told: &Told,
    at: OffsetDateTime,
) -> anyhow::Result<()> {
    let Told(minute, topic, subject, customer, wait, went, searched, stars) = told;
    let &[tom, ana, mira] = agents else {
        anyhow::bail!("the demo has three agents");
    };
    let context = Context {
        searches: searched.map(Text::parse).transpose()?.into_iter().collect(),
        articles: if searched.is_some() && minute % 2 == 0 {
            vec![Slug::parse("track-order")?]
        } else {
            Vec::new()
        },
    };
    let email = [&customer.to_lowercase().replace(' ', "."), "@mail.example"].concat();
    let about = (*subject, "Could you look into this? Thank you.");
    let who = (*customer, email.as_str());
    let mut story = Story::begin_at(db, site, at, who, *topic, about, context).await?;
    // The first level answers most.
    let agent = match minute % 7 {
        0 | 1 => ana,
        2 => mira,
        _ => tom,
    };
    story.takes(wait - 4, agent).await?;
    match went {
        Went::Well => {}
        Went::Asked => {
            let ask = "Which order is it? Its number begins with T-.";
            story.says(4, By::Agent(agent), ask).await?;
            story.says(19, By::Customer, "It is T-21340.").await?;
        }
        Went::Again => {
            story.proposes(4, agent, "It is on its way to you.").await?;
            story.judges(25, false, 0).await?;
        }
        Went::Up => {
            story
                .says(4, By::Agent(agent), "A colleague looks into it.")
                .await?;
            climb(db, site, &mut story, agent, ana).await?;
        }
    }
    story
        .proposes(11, agent, "This is settled now. Is it as you hoped?")
        .await?;
    story.judges(42, true, *stars).await
}

/// Up to the second level and down again, with an article for the next time.
async fn climb(
    db: &Db,
    site: &SiteRow,
    story: &mut Story<'_>,
    first: AgentId,
    second: AgentId,
) -> anyhow::Result<()> {
    let moved = |from, to, reason, level| What::Handover {
        from: Some(from),
        to: Some(to),
        reason,
        note: None,
        level: Some(level),
        until: None,
    };
    let up = moved(first, second, Reason::Escalation, 2);
    story.then(6, Step::visible(By::Agent(first), up)).await?;
    let body = "Merge the two accounts: the older one keeps its orders.".to_owned();
    let solution = Internal::Solution { body };
    story
        .then(31, Step::internal(By::Agent(second), solution))
        .await?;
    let down = moved(second, first, Reason::Solution, 1);
    story
        .then(1, Step::visible(By::Agent(second), down))
        .await?;
    let slug = Slug::parse("switch-account")?;
    let article = articles::store::translations(db, site.id, &slug).await?;
    let article = article
        .into_iter()
        .next()
        .context("the article is missing")?;
    let knowledge = Knowledge::Linked {
        article: article.id,
        title: article.title,
    };
    let knowledge = Some(knowledge);
    let learned = Internal::Knowledge { knowledge };
    story
        .then(3, Step::internal(By::Agent(first), learned))
        .await
}
