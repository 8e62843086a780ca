//! The demo's known problem.

use guichet_shared::{
    agent::AgentId,
    incident::IncidentId,
    lang::Lang,
    topic::{Key, Localised},
};
use sqlx::types::Json;
use time::Duration;
use uuid::Uuid;

use crate::{
    db::{self, Db},
    incidents::{IncidentRow, store},
    sites::SiteRow,
};

/// Announces it, with one update.
pub async fn announce(db: &Db, site: &SiteRow, agent: AgentId) -> anyhow::Result<()> {
    let since = db::now() - Duration::minutes(50);
    let incident = IncidentRow {
        id: IncidentId(Uuid::now_v7()),
        site_id: site.id,
        topic_key: Some(Key::parse("payment")?),
        title: Json(localised(
            "Some cards are refused at checkout",
            "Certaines cartes sont refusées à la caisse",
        )?),
        body: Json(localised(
            "Since this morning our payment provider refuses some Visa cards. **Nothing is \
             charged** when that happens.\n\nPaying by bank transfer works, and so does trying \
             another card.",
            "Depuis ce matin, notre prestataire de paiement refuse certaines cartes Visa. **Rien \
             n’est débité** dans ce cas.\n\nLe paiement par virement fonctionne, de même qu’une \
             autre carte.",
        )?),
        version: 1,
        seq: 0,
        created_by: agent,
        created_at: since,
        updated_at: since,
        closed_at: None,
    };
    let failed = |error| anyhow::anyhow!("the problem was refused: {error:?}");
    store::create(db, &incident, None).await.map_err(failed)?;
    let news = localised(
        "The provider has found the cause and expects to be done this afternoon.",
        "Le prestataire a trouvé la cause et prévoit d’avoir terminé cet après-midi.",
    )?;
    let at = since + Duration::minutes(30);
    let said = store::Said {
        after: 0,
        body: &news,
        solution: false,
        by: agent,
    };
    let added = store::add_update(db, incident.id, said, None, at).await;
    let added = added.map_err(failed)?;
    anyhow::ensure!(added, "the update was not the first");
    Ok(())
}

fn localised(en: &str, fr: &str) -> anyhow::Result<Localised> {
    let texts =
        [("en", en), ("fr", fr)].map(|(lang, text)| Ok((Lang::parse(lang)?, text.to_owned())));
    Ok(Localised(texts.into_iter().collect::<anyhow::Result<_>>()?))
}
